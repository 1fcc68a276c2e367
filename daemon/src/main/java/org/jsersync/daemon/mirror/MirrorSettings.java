package org.jsersync.daemon.mirror;

import java.time.Duration;

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
        Duration.ofSeconds(30));
  }
}
