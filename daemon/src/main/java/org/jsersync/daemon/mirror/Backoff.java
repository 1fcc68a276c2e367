package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an attempt: doubles from the first delay to the longest, and is shortened
 * by up to a half at random, so that many remotes of one failed server don't return in step.
 */
final class Backoff {
  private final long first;
  private final long longest;
  private final RandomGenerator random;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first.toNanos();
    this.longest = longest.toNanos();
    this.random = random;
  }

  /**
   * The delay after so many failures in a row.
   *
   * @param failures at least 1
   * @return nanoseconds
   */
  long delay(int failures) {
    int doublings = Math.min(failures - 1, 40);
    long full = first > longest >> doublings ? longest : first << doublings;
    return full / 2 + random.nextLong(full / 2 + 1);
  }
}
