package org.jsersync.daemon.cli.rsync;

import java.io.PrintStream;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushStats;

/** rsync's own output of a push, for other commands than {@code jrsync}. */
public final class PushOutput {
  private static final int HUMAN_READABLE = 1;

  private final Display display;
  private final Output output;

  /**
   * Output that follows the options: VERBOSE, ITEMIZE, QUIET, STATS.
   *
   * @param out names and sums
   * @param err errors and warnings
   */
  public PushOutput(PushOptions options, PrintStream out, PrintStream err) {
    this.display = new Display(options, true, HUMAN_READABLE, true);
    this.output = new Output(out, err);
  }

  /** Prints what happens while it happens. */
  public PushListener listener() {
    return new PushPrinter(display, output);
  }

  /**
   * Prints what stands at the end.
   *
   * @param seconds that the push took
   */
  public void finish(PushStats stats, long seconds) {
    new Summary(display, output).print(stats, seconds);
    output.flush();
  }
}
