package org.jsersync.daemon.config;

import java.time.Instant;
import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.filter.FilterRules;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of everything by schedule.
 *
 * @param when they are due
 * @param excludes rules for them alone, behind those of the remotes: what is excluded is neither
 *     brought over nor deleted by them
 */
public record FullSyncConfig(Timetable when, FilterRules excludes) {
  /** What becomes of a name that they exclude, for people. */
  static final String EXCLUDED = "neither sent nor deleted by comparisons on schedule";

  /** When the first one is due; null if there is none within years. */
  public @Nullable Instant first(Instant start) {
    return when.next(start);
  }
}
