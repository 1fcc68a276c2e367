package org.jsersync.daemon.mirror;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/** A batch on its way to a remote, on one lane. What changes in it, {@link Flights} changes. */
final class Flight {
  /** What a batch is made of. */
  enum Kind {
    /** Names that changed. */
    NAMES,
    /** One large file. */
    LARGE,
    /** The whole source, to be compared. */
    EVERYTHING
  }

  final Kind kind;
  final List<Dirty> batch;

  private final Map<BytePath, Dirty> changes = new HashMap<>();

  /**
   * Whether it compares everything because it was time to, and not because something may differ:
   * what the schedule's filter excludes is left alone, and if it fails nothing is pending by that.
   */
  final boolean scheduled;

  /** When it was begun, nanoseconds. */
  final long begun;

  /** How many failures the remote had had by then. */
  final int failuresBefore;

  /** Names that no other flight may touch, nor what is below them: the batch's, and their links. */
  final Set<BytePath> claimed = new HashSet<>();

  /** Names of the batch whose attributes alone go; what is below them is free. */
  final Set<BytePath> lone = new HashSet<>();

  /** Names of the batch that the remote said it has right; they are in nobody's hands any more. */
  final Set<BytePath> acknowledged = new HashSet<>();

  /** Its place among all beginnings and complete lists of the remote's flights. */
  int begunAs;

  /** The place of its complete list among them; {@link Integer#MAX_VALUE}: not known yet. */
  int listedAs = Integer.MAX_VALUE;

  private @Nullable Set<BytePath> listed;

  /** Directories that another flight listed too, which may have looked at them later. */
  final Set<BytePath> shared = new HashSet<>();

  /** Whether it was told that all its names are right; its lane's thread only. */
  boolean told;

  /** Whether another one was in the air at the same time. */
  boolean besideOthers;

  /** Whether everything was compared by another lane meanwhile. */
  boolean besideComparison;

  /** The change of a name; null if it is not in the batch. */
  @Nullable Dirty change(BytePath path) {
    return changes.get(path);
  }

  /** Directories that its list may hold: its names, of whatever kind, and all above them. */
  Set<BytePath> listed() {
    Set<BytePath> known = listed;
    if (known == null) {
      known = new HashSet<>();
      for (Dirty change : batch) {
        addWithParents(known, change.path());
        addWithParents(known, change.origin());
      }
      listed = known;
    }
    return known;
  }

  /** Another one, whose list may be of a later time than its own, has landed before it. */
  void share(Flight other) {
    for (BytePath directory : listed()) {
      boolean both =
          other.kind == Kind.EVERYTHING
              ? !changes.containsKey(directory)
              : other.listed().contains(directory);
      if (both) {
        shared.add(directory);
      }
    }
  }

  /** Whether what its list has, or deletes, may undo a later change of a name. */
  boolean mayTakeBack(BytePath path) {
    if (listed().contains(path)) {
      return true;
    }
    for (BytePath up = path.parent(); up != null; up = up.parent()) {
      if (changes.containsKey(up)) {
        return true;
      }
    }
    return false;
  }

  private static void addWithParents(Set<BytePath> known, @Nullable BytePath path) {
    BytePath up = path;
    while (up != null && known.add(up)) {
      up = up.parent();
    }
  }

  /** Whether the remote is to rename something in it. */
  boolean isRenaming() {
    return batch.stream().anyMatch(Dirty::isRename);
  }

  /** Whether the remote is not known to have all of it. */
  boolean isOpen() {
    return !claimed.isEmpty() || !lone.isEmpty();
  }

  Flight(Kind kind, List<Dirty> batch, long begun, int failuresBefore) {
    this(kind, false, batch, begun, failuresBefore);
  }

  /** A comparison of everything because it is time to. */
  static Flight scheduled(long begun, int failuresBefore) {
    List<Dirty> everything = List.of(new Dirty(BytePath.ROOT, What.TREE, begun));
    return new Flight(Kind.EVERYTHING, true, everything, begun, failuresBefore);
  }

  private Flight(Kind kind, boolean scheduled, List<Dirty> batch, long begun, int failuresBefore) {
    this.kind = kind;
    this.scheduled = scheduled;
    this.batch = batch;
    batch.forEach(change -> changes.put(change.path(), change));
    this.begun = begun;
    this.failuresBefore = failuresBefore;
  }
}
