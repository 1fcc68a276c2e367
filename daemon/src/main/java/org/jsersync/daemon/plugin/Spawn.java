package org.jsersync.daemon.plugin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.child.Child;
import org.jsersync.protocol.child.Program;
import org.jsersync.protocol.child.Surroundings;
import org.jsersync.protocol.child.Surroundings.Descriptor;
import org.jsersync.protocol.child.Surroundings.Leads;
import org.jsersync.protocol.file.PosixException;
import org.jspecify.annotations.Nullable;

/**
 * Programs of plugins. What is run leads a process group, so that what it started can be killed
 * with it, has no descriptor of ours but standard output and error, and reads nothing.
 */
final class Spawn implements CommandPlugin.Launcher {
  private static final byte[] SHELL = "/bin/sh".getBytes(StandardCharsets.US_ASCII);

  @Override
  public @Nullable Integer run(List<byte[]> arguments, boolean silent, Duration limit)
      throws Failed, InterruptedException {
    Child child = start(arguments, silent);
    Child.@Nullable Exit exit = null;
    try {
      exit = child.await(limit);
    } finally {
      if (exit == null) {
        child.killGroup();
        Child.Exit _ = child.await();
      }
    }
    return exit == null ? null : exit.status();
  }

  private static Child start(List<byte[]> arguments, boolean silent) throws Failed {
    Descriptor output = silent ? Descriptor.NOWHERE : Descriptor.INHERITED;
    Surroundings surroundings =
        new Surroundings(List.of(Descriptor.NOWHERE, output, output), Leads.GROUP, false);
    try {
      try {
        return Child.start(Program.of(arguments), surroundings);
      } catch (PosixException e) {
        if (e.errno() != PosixException.ENOEXEC) {
          throw e;
        }
        // A script that does not say by whom it is to be read; a shell takes it for its own.
        List<byte[]> script = new ArrayList<>(arguments);
        script.addFirst(SHELL);
        return Child.start(Program.of(script), surroundings);
      }
    } catch (PosixException e) {
      throw new Failed(e.reason());
    }
  }
}
