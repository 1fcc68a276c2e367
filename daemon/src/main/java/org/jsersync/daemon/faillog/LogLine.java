package org.jsersync.daemon.faillog;

import org.jsersync.daemon.mirror.PendingName;
import org.jspecify.annotations.Nullable;

/** What one line of the file turned out to be. */
sealed interface LogLine {
  /** Nothing to be kept: the header, an empty line, a remark of sersync's. */
  record Remark() implements LogLine {}

  /** A name that could not be delivered. */
  record Entry(Owner owner, PendingName name) implements LogLine {}

  /**
   * A line that cannot be read.
   *
   * @param owner whose it is; null if that cannot be told
   */
  record Damaged(@Nullable Owner owner) implements LogLine {}
}
