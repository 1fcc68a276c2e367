package org.jsersync.protocol.session;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Spreads what is sent over time: {@code --bwlimit}. Safe for use by several sessions. */
final class RateLimit {
  private final long bytesPerSecond;
  private final LongSupplier nanoTime;
  private long free;

  /**
   * A limit.
   *
   * @param bytesPerSecond 0 = none
   * @param nanoTime a clock, commonly {@link System#nanoTime}
   */
  RateLimit(long bytesPerSecond, LongSupplier nanoTime) {
    this.bytesPerSecond = bytesPerSecond;
    this.nanoTime = nanoTime;
    this.free = nanoTime.getAsLong();
  }

  long bytesPerSecond() {
    return bytesPerSecond;
  }

  /** Counts these bytes; nanoseconds to wait before they are sent. */
  synchronized long delay(int bytes) {
    if (bytesPerSecond == 0) {
      return 0;
    }
    long now = nanoTime.getAsLong();
    long wait = Math.max(0, free - now);
    long takes = (long) ((double) bytes / bytesPerSecond * TimeUnit.SECONDS.toNanos(1));
    free = now + wait + takes;
    return wait;
  }
}
