package org.jsersync.it.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.it.parts.Command;

/** Wall times of commands that are run in turn. */
final class Runs {
  private final double[] seconds;
  private int count;

  Runs(int runs) {
    this.seconds = new double[runs];
  }

  /** Runs a command, which must succeed, and keeps its wall time. */
  Command.Outcome time(Command command) {
    long start = System.nanoTime();
    Command.Outcome outcome = command.succeed();
    add(System.nanoTime() - start);
    return outcome;
  }

  /** Keeps a time that was measured elsewhere. */
  void add(long nanos) {
    seconds[count++] = nanos / 1e9;
  }

  double median() {
    double[] sorted = Arrays.copyOf(seconds, count);
    Arrays.sort(sorted);
    return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
  }

  /** The one that the machine disturbed least. */
  double best() {
    return Arrays.stream(seconds, 0, count).min().orElse(Double.NaN);
  }

  /** A table's row: the cells given, all runs, median and best beside a peer's. */
  Object[] row(Runs peer, Object... cells) {
    List<Object> row = new ArrayList<>(List.of(cells));
    row.add(this);
    return summary(peer, row.toArray());
  }

  /** The same without the single runs. */
  Object[] summary(Runs peer, Object... cells) {
    List<Object> row = new ArrayList<>(List.of(cells));
    row.add(text(median()));
    row.add("%.2f".formatted(median() / peer.median()));
    row.add(text(best()));
    row.add("%.2f".formatted(best() / peer.best()));
    return row.toArray();
  }

  private static String text(double seconds) {
    return (seconds < 1 ? "%.3f" : "%.2f").formatted(seconds);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(text(seconds[i]));
    }
    return text.toString();
  }
}
