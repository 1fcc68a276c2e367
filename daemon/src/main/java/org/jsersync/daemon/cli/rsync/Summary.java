package org.jsersync.daemon.cli.rsync;

import java.util.Locale;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.PushStats.Kinds;

/**
 * What stands at the end: {@code --stats} and the two lines of {@code -v} (04-options, 5.1, 5.4).
 */
final class Summary {
  private final Display display;
  private final Numbers numbers;
  private final Output output;

  Summary(Display display, Output output) {
    this.display = display;
    this.numbers = new Numbers(display.humanReadable());
    this.output = output;
  }

  /**
   * Prints what was asked for.
   *
   * @param seconds whole seconds on the clock between begin and end
   */
  void print(PushStats stats, long seconds) {
    if (display.stats()) {
      block(stats);
    }
    if (display.stats() || display.verbose()) {
      totals(stats, seconds);
    }
  }

  private void block(PushStats stats) {
    output.print("");
    kinds("Number of files", stats.files());
    kinds("Number of created files", stats.created());
    kinds("Number of deleted files", stats.deleted());
    line("Number of regular files transferred", numbers.count(stats.transferred()));
    bytes("Total file size", stats.totalSize());
    bytes("Total transferred file size", stats.transferredSize());
    bytes("Literal data", stats.literal());
    bytes("Matched data", stats.matched());
    line("File list size", numbers.of(stats.fileListSize()));
    if (stats.fileListBuildMillis() > 0) {
      line("File list generation time", seconds(stats.fileListBuildMillis()));
      line("File list transfer time", seconds(0));
    }
    line("Total bytes sent", numbers.of(stats.bytesSent()));
    line("Total bytes received", numbers.of(stats.bytesReceived()));
  }

  private void totals(PushStats stats, long seconds) {
    long moved = stats.bytesSent() + stats.bytesReceived();
    output.print("");
    output.print(
        "sent "
            + numbers.of(stats.bytesSent())
            + " bytes  received "
            + numbers.of(stats.bytesReceived())
            + " bytes  "
            + numbers.of(moved / (0.5 + seconds))
            + " bytes/sec");
    double speedup = moved == 0 ? 0 : (double) stats.totalSize() / moved;
    output.print(
        "total size is "
            + numbers.of(stats.totalSize())
            + "  speedup is "
            + numbers.ratio(speedup)
            + (display.options().has(PushFlag.DRY_RUN) ? " (DRY RUN)" : ""));
  }

  private void kinds(String what, Kinds kinds) {
    StringBuilder parts = new StringBuilder();
    part(parts, "reg", kinds.regular());
    part(parts, "dir", kinds.directories());
    part(parts, "link", kinds.symlinks());
    part(parts, "dev", kinds.devices());
    part(parts, "special", kinds.specials());
    line(what, numbers.count(kinds.total()) + (parts.isEmpty() ? "" : " (" + parts + ")"));
  }

  private void part(StringBuilder parts, String kind, long count) {
    if (count > 0) {
      parts.append(parts.isEmpty() ? "" : ", ");
      parts.append(kind).append(": ").append(numbers.count(count));
    }
  }

  private void bytes(String what, long size) {
    line(what, numbers.of(size) + " bytes");
  }

  private void line(String what, String value) {
    output.print(what + ": " + value);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03d seconds", millis / 1000, millis % 1000);
  }
}
