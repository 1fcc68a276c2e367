package org.jsersync.it.parts;

/** Ending processes together with what they started. */
final class Processes {
  private Processes() {}

  /** SIGTERM to a process and its descendants; returns when the process is gone. */
  static void terminate(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }

  /** SIGKILL to a process and its descendants; returns when the process is gone. */
  static void kill(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
