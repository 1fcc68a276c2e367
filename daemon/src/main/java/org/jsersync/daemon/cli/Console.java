package org.jsersync.daemon.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * Lines for people, each with the time it was said, and on a terminal one line more that is
 * rewritten in place. Safe for use by several threads.
 */
final class Console {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss ");
  private static final String ERASE_LINE = "\r\u001b[K";

  /** Longer than that it might wrap, and could not be rewritten. */
  private static final int STATUS_WIDTH = 79;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean interactive;
  private final Clock clock;
  private boolean statusShown;

  Console(Terminal terminal) {
    this.out = terminal.out();
    this.err = terminal.err();
    this.interactive = terminal.interactive();
    this.clock = terminal.clock();
  }

  /** Something good or neutral, on standard output. */
  void say(String line) {
    print(out, line);
  }

  /** Something that went wrong, on standard error. */
  void complain(String line) {
    print(err, line);
  }

  private synchronized void print(PrintStream to, String line) {
    clearStatus();
    to.println(TIME.format(LocalDateTime.now(clock)) + line);
    to.flush();
  }

  /** What is going on; seen on a terminal only, until the next line or status. */
  synchronized void status(String text) {
    if (interactive) {
      err.print(ERASE_LINE + text.substring(0, Math.min(text.length(), STATUS_WIDTH)));
      err.flush();
      statusShown = true;
    }
  }

  private void clearStatus() {
    if (statusShown) {
      err.print(ERASE_LINE);
      err.flush();
      statusShown = false;
    }
  }
}
