package org.jsersync.protocol.session;

import java.util.concurrent.TimeUnit;

/** The longest silence on a session, ours or a shorter one that the server announced; 0 = none. */
final class IoTimeout {
  private static final int MAX_SECONDS = 86_400;
  private static final long LONGEST_LULL = TimeUnit.SECONDS.toNanos(20);

  /** Old servers do not tell their timeout: 20 s are assumed (01-session, section 7.2). */
  private static final long UNKNOWN_LULL = TimeUnit.SECONDS.toNanos(10);

  private volatile int seconds;

  /** Takes one over if it makes sense and is shorter: ours first, then the server's. */
  void adopt(int announced) {
    int now = seconds;
    if (announced > 0 && announced <= MAX_SECONDS && (now == 0 || announced < now)) {
      seconds = announced;
    }
  }

  /** Seconds, 0 = none. */
  int seconds() {
    return seconds;
  }

  /** Nanoseconds; more than a century if there is none. */
  long nanos() {
    return seconds == 0 ? Long.MAX_VALUE / 2 : TimeUnit.SECONDS.toNanos(seconds);
  }

  /** Nanoseconds that we may be silent. */
  long lull() {
    return seconds == 0 ? UNKNOWN_LULL : Math.min(nanos() / 2, LONGEST_LULL);
  }
}
