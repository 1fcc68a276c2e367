package org.jsersync.daemon.mirror;

import org.jspecify.annotations.Nullable;

/**
 * Says a failure once, until it is another one; counts the rest. Safe for use by several threads.
 */
final class Failures {
  private @Nullable String said;
  private long since;
  private int count;

  /** Whether this is to be said: it is not what was said last. */
  synchronized boolean isNew(String line, long now) {
    if (count == 0) {
      since = now;
    }
    count++;
    if (line.equals(said)) {
      return false;
    }
    said = line;
    return true;
  }

  /** It works again; how often it failed, 0 if it did not. */
  synchronized int clear() {
    int was = count;
    count = 0;
    said = null;
    return was;
  }

  /** When the first failure was noted. */
  synchronized long since() {
    return since;
  }
}
