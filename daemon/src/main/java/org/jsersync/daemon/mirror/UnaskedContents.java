package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jsersync.protocol.PushReport;

/**
 * Whether one remote is sent contents that it has not asked for yet. Not for some seconds after
 * names failed, for what failed may fail only so, and is tried again. And not for a while, longer
 * each time, after a session that broke off: a daemon whose own configuration excludes a name gives
 * up when it gets that name's content. Safe for use by several threads.
 */
final class UnaskedContents {
  private static final long LONGEST = Duration.ofDays(1).toNanos();

  /** Long enough for some tries of a name that failed. */
  private static final long AFTER_FAILED_NAMES = Duration.ofSeconds(30).toNanos();

  private final LongSupplier clock;
  private long period;
  private long againAt;

  /**
   * They are sent.
   *
   * @param period after which they are sent again the first time
   * @param clock nanoseconds
   */
  UnaskedContents(Duration period, LongSupplier clock) {
    this.period = period.toNanos();
    this.clock = clock;
    this.againAt = clock.getAsLong();
  }

  /** Whether the next session sends them. */
  synchronized boolean now() {
    return clock.getAsLong() - againAt >= 0;
  }

  /**
   * A session was held.
   *
   * @param used whether it sent them
   */
  synchronized void learn(PushReport report, boolean used) {
    if (used && report.failure() != null && report.stats().fileListSize() > 0) {
      pause(period);
      period = Math.min(LONGEST, 2 * period);
    } else if (used && !report.failed().isEmpty()) {
      pause(AFTER_FAILED_NAMES);
    }
  }

  private void pause(long nanos) {
    long until = clock.getAsLong() + nanos;
    againAt = until - againAt > 0 ? until : againAt;
  }
}
