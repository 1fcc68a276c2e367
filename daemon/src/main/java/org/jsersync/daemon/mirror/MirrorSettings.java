package org.jsersync.daemon.mirror;

import java.time.Duration;

/**
 * The engine's times and bounds.
 *
 * @param maxDirty names that may wait per remote before directories collapse into comparisons
 * @param batchNames most names of one batch
 * @param sessions most sessions held at a time with one remote
 * @param comparisonSessions so many of them a comparison of everything may have
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
    int sessions,
    int comparisonSessions,
    Duration retryFirst,
    Duration retryLongest,
    Duration nameRetryLongest,
    Duration probe,
    Duration compareUnwatched,
    Duration stopGrace) {

  /** Most sessions with one remote, if nobody says how many: they are opened as they help. */
  private static final int SESSIONS = 4;

  /** What fits most. */
  public static MirrorSettings defaults() {
    return new MirrorSettings(
        100_000,
        5_000,
        SESSIONS,
        defaultComparisonSessions(),
        Duration.ofMillis(500),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofSeconds(30));
  }

  /**
   * How many sessions help to compare a tree if nobody says it: reading and hashing keeps a core
   * busy for each, and a daemon on the same machine another one (docs/performance.md).
   */
  public static int defaultComparisonSessions() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, SESSIONS - 1);
  }

  /** The same with another bound on sessions, of which one is kept for what changes meanwhile. */
  public MirrorSettings withSessions(int most) {
    return new MirrorSettings(
        maxDirty,
        batchNames,
        most,
        Math.max(1, most - 1),
        retryFirst,
        retryLongest,
        nameRetryLongest,
        probe,
        compareUnwatched,
        stopGrace);
  }
}
