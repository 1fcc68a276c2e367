package org.jsersync.daemon.mirror;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The engine's times and bounds.
 *
 * @param maxDirty names that may wait per remote before directories collapse into comparisons
 * @param batchNames most names of one batch
 * @param retryFirst the delay after the first failure; doubles with each further one
 * @param retryLongest the longest delay after a failed session
 * @param nameRetryLongest the longest delay of a name that fails by itself
 * @param probe how often a remote that refuses, or a source that is missing, is tried
 * @param compareUnwatched how often directories that cannot be watched are compared, and everything
 *     after a comparison that was not clean
 * @param compareAll how often everything is compared; null for never
 * @param stopGrace how long a batch in flight may take when the engine is stopped
 */
public record MirrorSettings(
    int maxDirty,
    int batchNames,
    Duration retryFirst,
    Duration retryLongest,
    Duration nameRetryLongest,
    Duration probe,
    Duration compareUnwatched,
    @Nullable Duration compareAll,
    Duration stopGrace) {

  /** What fits most. */
  public static MirrorSettings defaults() {
    return new MirrorSettings(
        100_000,
        5_000,
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        null,
        Duration.ofSeconds(30));
  }

  /** The same with a schedule for comparing everything. */
  public MirrorSettings withCompareAll(@Nullable Duration every) {
    return new MirrorSettings(
        maxDirty,
        batchNames,
        retryFirst,
        retryLongest,
        nameRetryLongest,
        probe,
        compareUnwatched,
        every,
        stopGrace);
  }
}
