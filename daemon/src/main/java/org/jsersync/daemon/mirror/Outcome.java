package org.jsersync.daemon.mirror;

import java.util.List;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch. Each name taken is in exactly one of the first five lists.
 *
 * @param confirmed right at the remote, or nothing to do
 * @param again still dirty: to go out with the next batch
 * @param later still dirty: to be tried later, without holding up the rest; also names that nobody
 *     asked for but that turned out wrong
 * @param large files that are to go out by themselves
 * @param links names that have to wait until the flight has ended that carries links now
 * @param found names that turned out to be dirty as well
 * @param compared the comparison of everything, if there was one and it came to its end
 * @param failure why a session broke off; null if none did
 * @param held why nothing may be sent for now: the source is not there; null if it is
 * @param sessions how many were held
 * @param bytes sent on the wire
 */
record Outcome(
    List<Dirty> confirmed,
    List<Dirty> again,
    List<Later> later,
    List<Dirty> large,
    List<Dirty> links,
    List<Dirty> found,
    @Nullable Compared compared,
    @Nullable RsyncException failure,
    @Nullable String held,
    int sessions,
    long bytes) {

  /** Why a name is to be tried later. */
  enum Why {
    /** It failed, and the reason is known. */
    FAILED,
    /** Something in its session failed, and the daemon did not say that it was not this. */
    UNSURE,
    /** It may be gone only because its file system is not mounted. */
    UNMOUNTED,
    /** It is gone here, and the remote refuses to delete. */
    REFUSED,
    /** It was being written while it was read. */
    CHANGING
  }

  /**
   * A name that did not get right.
   *
   * @param reason for people
   */
  record Later(Dirty change, Why why, String reason) {}

  /**
   * The end of a comparison of everything.
   *
   * @param clean whether nothing failed, so that deletions were done as well
   */
  record Compared(PushStats stats, boolean clean) {}

  /** The source is not there: everything stays as it is. */
  static Outcome held(List<Dirty> batch, String reason) {
    return new Outcome(
        List.of(), batch, List.of(), List.of(), List.of(), List.of(), null, null, reason, 0, 0);
  }

  /** Nothing of it is known to be right. */
  static Outcome broken(List<Dirty> batch, RsyncException failure) {
    return new Outcome(
        List.of(), batch, List.of(), List.of(), List.of(), List.of(), null, failure, null, 0, 0);
  }
}
