package org.jsersync.it.parts;

import java.util.List;
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
    end(process, ProcessHandle::destroyForcibly);
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
