package org.jsersync.daemon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * When a timetable's next time comes: equal distances by a clock that nobody sets, times of day by
 * the wall clock, which is looked at again now and then since somebody may set it. A time that
 * passed while nobody asked is due once. Used by one thread at a time.
 */
final class Rings {
  /** Nanoseconds after which the wall clock is looked at again. */
  private static final long LOOK_AGAIN = Duration.ofMinutes(1).toNanos();

  private final Timetable times;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private long dueAt;
  private Instant dueOn = Instant.MAX;

  /**
   * Begins now.
   *
   * @param wall the wall clock
   * @param nanos nanoseconds
   */
  Rings(Timetable times, InstantSource wall, LongSupplier nanos) {
    this.times = times;
    this.wall = wall;
    this.nanos = nanos;
    this.dueAt = nanos.getAsLong();
    proceed();
  }

  private void proceed() {
    switch (times) {
      case Timetable.Every every -> {
        long now = nanos.getAsLong();
        long period = every.period().toNanos();
        dueAt += period * (1 + Math.max(0, now - dueAt) / period);
      }
      case CronTimes cron -> {
        Instant next = cron.next(wall.instant());
        dueOn = next == null ? Instant.MAX : next;
      }
    }
  }

  /** Nanoseconds to wait before asking again; 0: it is due now, and asked for next is the next. */
  long ask() {
    long left = left();
    if (left > 0) {
      return left;
    }
    proceed();
    return 0;
  }

  private long left() {
    if (times instanceof Timetable.Every) {
      return dueAt - nanos.getAsLong();
    }
    Instant now = wall.instant();
    if (!now.isBefore(dueOn)) {
      return 0;
    }
    Duration left = Duration.between(now, dueOn);
    return left.compareTo(Duration.ofNanos(LOOK_AGAIN)) > 0 ? LOOK_AGAIN : left.toNanos();
  }
}
