package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;

/**
 * Moves of what is in flight, which the change set is told of when it has landed, for what the
 * remote has under the old name is known only then; with them later moves of the same names, and
 * what is new under an old name. Used by one thread at a time.
 */
final class WaitingMoves {
  private List<Dirty> waiting = new ArrayList<>();
  private Related names = new Related();
  private Set<BytePath> oldNames = new HashSet<>();

  /** Whether a change has to come after one that waits. */
  boolean holds(Dirty change) {
    if (waiting.isEmpty()) {
      return false;
    }
    BytePath from = change.origin();
    if (from != null) {
      return names.covers(from) || names.covers(change.path());
    }
    // Content sent under the new name before the move is would be taken back by it.
    return change.what().compareTo(What.CONTENT) >= 0
        && (isBelowOldName(change.path()) || names.isBelow(change.path()));
  }

  /** Whether a path is an old name, or was below one. */
  boolean isBelowOldName(BytePath path) {
    for (BytePath up = path; up != null; up = up.parent()) {
      if (oldNames.contains(up)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name, or a directory above or below it, is one of those that wait. */
  boolean concerns(BytePath path) {
    if (waiting.isEmpty()) {
      return false;
    }
    return names.covers(path) || waiting.stream().anyMatch(change -> change.path().equals(path));
  }

  void add(Dirty change) {
    waiting.add(change);
    BytePath from = change.origin();
    if (from != null) {
      names.add(from);
      names.add(change.path());
      oldNames.add(from);
    }
  }

  /** All of them, in their order. */
  List<Dirty> takeAll() {
    List<Dirty> taken = waiting;
    waiting = new ArrayList<>();
    names = new Related();
    oldNames = new HashSet<>();
    return taken;
  }

  /** Tells each; what had the old name is to go, which the change set does not know yet. */
  void tell(Undelivered to) {
    for (Dirty change : waiting) {
      to.pending(change);
      if (change.origin() != null) {
        to.pending(new Dirty(change.origin(), What.GONE, change.since()));
      }
    }
  }

  int size() {
    return waiting.size();
  }
}
