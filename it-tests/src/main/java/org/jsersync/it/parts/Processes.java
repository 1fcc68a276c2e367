package org.jsersync.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Ending processes together with what they started. */
public final class Processes {
  private Processes() {}

  /** SIGTERM to a process and its descendants; returns when they are gone. */
  static void terminate(ProcessHandle process) {
    end(process, ProcessHandle::destroy);
  }

  /** SIGKILL to a process and its descendants; returns when they are gone. */
  public static void kill(ProcessHandle process) {
    freeze(process);
    end(process, ProcessHandle::destroyForcibly);
  }

  /** One that is just being born would be overlooked, and outlive its parents with their socket. */
  private static void freeze(ProcessHandle process) {
    Set<ProcessHandle> frozen = new HashSet<>();
    Set<ProcessHandle> all = new HashSet<>(Set.of(process));
    while (frozen.addAll(all)) {
      List<String> words = new ArrayList<>(List.of("kill", "-STOP"));
      all.forEach(each -> words.add(Long.toString(each.pid())));
      try {
        // Not by Command, which ends what it runs by this.
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .onExit()
            .join();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      process.descendants().forEach(all::add);
    }
  }

  private static void end(ProcessHandle process, Consumer<ProcessHandle> signal) {
    List<ProcessHandle> descendants = process.descendants().toList();
    signal.accept(process);
    descendants.forEach(signal);
    process.onExit().join();
    // An orphan that nobody waits for looks alive to us for ever.
    descendants.forEach(d -> d.onExit().completeOnTimeout(d, 2, TimeUnit.SECONDS).join());
  }
}
