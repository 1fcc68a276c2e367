package org.jsersync.daemon.schedule;

import java.time.Duration;

/** When something is due, again and again. */
public sealed interface Timetable permits Timetable.Every, CronTimes {
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
  }
}
