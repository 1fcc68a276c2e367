package org.jsersync.daemon.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When something is due, again and again. */
public sealed interface Timetable permits Timetable.Every, CronTimes {
  /** The first time after this one, if it begins to count then; null if there is none for years. */
  @Nullable Instant next(Instant time);

  /**
   * In equal distances, whatever becomes of the wall clock. The first time is one distance after
   * the start.
   *
   * @param period at least a nanosecond
   */
  record Every(Duration period) implements Timetable {
    public Every {
      if (period.isNegative() || period.isZero()) {
        throw new IllegalArgumentException("not positive: " + period);
      }
    }

    @Override
    public Instant next(Instant time) {
      return time.plus(period);
    }
  }
}
