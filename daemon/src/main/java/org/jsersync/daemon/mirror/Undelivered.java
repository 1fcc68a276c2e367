package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * Gathers what a remote has not confirmed and, as far as anybody can tell, will not confirm in a
 * moment: all of it if the remote takes nothing now; else what failed by itself, what has waited
 * for long, and comparisons of everything, which take long. Told under the remote's lock, so it
 * only notes; merged afterwards.
 */
final class Undelivered {
  /** What has waited so long is no longer just on its way. */
  static final Duration LATE = Duration.ofSeconds(10);

  private static final String ON_ITS_WAY = "not there yet";

  private final String hindrance;
  private final long now;
  private final List<Dirty> told = new ArrayList<>();
  private final Map<BytePath, String> reasons = new HashMap<>();
  private boolean more;

  /**
   * Nothing so far.
   *
   * @param hindrance why the remote takes nothing now; empty if it does
   * @param now nanoseconds
   */
  Undelivered(String hindrance, long now) {
    this.hindrance = hindrance;
    this.now = now;
  }

  /** A name that is to go out, or is on its way. */
  void pending(Dirty change) {
    if (!hindrance.isEmpty() || change.isEverything() || now - change.since() >= LATE.toNanos()) {
      told.add(change);
    } else {
      more = true;
    }
  }

  /** A name that failed by itself. */
  void failed(Dirty change, String reason) {
    told.add(change);
    reasons.put(change.path(), reason);
  }

  /**
   * One record per path.
   *
   * @param most records; more of them become comparisons, as in {@link ChangeSet}
   * @param time the wall clock's now
   */
  PendingNames names(RsyncTarget remote, int most, Instant time) {
    ChangeSet merged = new ChangeSet(most);
    // What had a hint is sent as if it was new: after a restart nobody knows of the move.
    told.forEach(change -> merged.add(change.isRename() ? change.anew() : change));
    List<PendingName> names = new ArrayList<>();
    for (Dirty change : merged.takeAll()) {
      String reason = reasons.getOrDefault(change.path(), hindrance);
      names.add(
          new PendingName(
              change.path(),
              change.what(),
              time.minusNanos(Math.max(0, now - change.since())),
              reason.isEmpty() ? ON_ITS_WAY : reason));
    }
    return new PendingNames(remote, names, more);
  }
}
