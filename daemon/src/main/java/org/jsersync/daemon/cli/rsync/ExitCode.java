package org.jsersync.daemon.cli.rsync;

import java.util.Map;

/** What rsync's exit codes say (04-options, section 7). */
final class ExitCode {
  static final int OK = 0;
  static final int USAGE = 1;
  private static final int VANISHED = 24;

  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(1, "syntax or usage error"),
          Map.entry(2, "protocol incompatibility"),
          Map.entry(3, "errors selecting input/output files, dirs"),
          Map.entry(4, "requested action not supported"),
          Map.entry(5, "error starting client-server protocol"),
          Map.entry(10, "error in socket IO"),
          Map.entry(11, "error in file IO"),
          Map.entry(12, "error in rsync protocol data stream"),
          Map.entry(13, "errors with program diagnostics"),
          Map.entry(14, "error in IPC code"),
          Map.entry(15, "sibling process crashed"),
          Map.entry(16, "sibling process terminated abnormally"),
          Map.entry(19, "received SIGUSR1"),
          Map.entry(20, "received SIGINT, SIGTERM, or SIGHUP"),
          Map.entry(21, "waitpid() failed"),
          Map.entry(22, "error allocating core memory buffers"),
          Map.entry(23, "some files/attrs were not transferred (see previous errors)"),
          Map.entry(24, "some files vanished before they could be transferred"),
          Map.entry(25, "the --max-delete limit stopped deletions"),
          Map.entry(30, "timeout in data send/receive"),
          Map.entry(35, "timeout waiting for daemon connection"));

  private ExitCode() {}

  /** The last line on standard error of a run that did not end well. */
  static String lastLine(int code, String version) {
    return "rsync "
        + (code == VANISHED ? "warning" : "error")
        + ": "
        + TEXTS.getOrDefault(code, "unexplained error")
        + " (code "
        + code
        + ") at jrsync(0) [client="
        + version
        + "]";
  }
}
