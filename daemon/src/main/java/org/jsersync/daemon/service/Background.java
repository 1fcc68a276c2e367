package org.jsersync.daemon.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jsersync.protocol.child.Child;
import org.jsersync.protocol.child.Program;
import org.jsersync.protocol.child.ReportPipe;
import org.jsersync.protocol.child.Surroundings;
import org.jsersync.protocol.child.Surroundings.Descriptor;
import org.jsersync.protocol.child.Surroundings.Leads;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.OwnProcess;

/**
 * sersync's {@code -d} (06-sersync, section 2.2). A JVM cannot fork, so the process starts itself
 * once more, with the same command line, in a session of its own; it waits until that one says that
 * everything stands, or has ended, and tells its caller by its own exit code. Standard streams,
 * directory, umask and whatever else the caller had open stay as they are (a lock of flock(1) goes
 * on with the process); sersync's umask of 0 is not taken over, for whatever a plugin's command
 * writes would be open to everybody.
 */
public final class Background implements Supervisor {
  /** Names the process that waits, so that nobody else who inherits it is taken for its child. */
  private static final String MARK = "JSERSYNC_BACKGROUND";

  /** Where the process in the background tells that everything stands. */
  private static final int REPORT = 3;

  /** The program that runs this, even if its file has another name by now. */
  private static final String ITSELF = "/proc/self/exe";

  private final boolean entered;
  private boolean reported;

  private Background(boolean entered) {
    this.entered = entered;
  }

  /** This process as its environment shows it. */
  public static Background ofProcess(Map<String, String> environment) {
    String parent = ProcessHandle.current().parent().map(p -> Long.toString(p.pid())).orElse("");
    return new Background(parent.equals(environment.get(MARK)));
  }

  /** Whether this is the process in the background. */
  public boolean entered() {
    return entered;
  }

  /**
   * Starts this command line once more in the background.
   *
   * @return 0 when everything stands there; else the exit code that it ended with
   */
  public int enter() throws IOException {
    List<byte[]> environment = new ArrayList<>(OwnProcess.words(OwnProcess.ENVIRONMENT));
    environment.removeIf(entry -> text(entry).startsWith(MARK + "="));
    environment.add(
        (MARK + "=" + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
    return start(ITSELF, OwnProcess.words(OwnProcess.COMMAND_LINE), environment);
  }

  /** Starts any program so. */
  static int start(String file, List<byte[]> words, List<byte[]> environment) throws IOException {
    try (ReportPipe pipe = ReportPipe.open()) {
      List<Descriptor> descriptors =
          new ArrayList<>(Collections.nCopies(REPORT, Descriptor.INHERITED));
      descriptors.add(pipe.childsEnd());
      Child child =
          Child.start(
              new Program(words, BytePath.of(file), environment),
              new Surroundings(descriptors, Leads.SESSION, true));
      return pipe.await() ? 0 : child.await().status();
    }
  }

  @Override
  public synchronized void ready(BooleanSupplier alive) {
    if (entered && !reported) {
      reported = true;
      ReportPipe.report(REPORT);
    }
  }

  private static String text(byte[] entry) {
    return new String(entry, StandardCharsets.ISO_8859_1);
  }
}
