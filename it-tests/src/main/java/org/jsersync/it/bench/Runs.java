package org.jsersync.it.bench;

import java.util.Arrays;
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
    seconds[count++] = (System.nanoTime() - start) / 1e9;
    return outcome;
  }

  double median() {
    double[] sorted = Arrays.copyOf(seconds, count);
    Arrays.sort(sorted);
    return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append("%.2f".formatted(seconds[i]));
    }
    return text.toString();
  }
}
