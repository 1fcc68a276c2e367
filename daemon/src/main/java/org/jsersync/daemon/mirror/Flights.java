package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.daemon.mirror.Flight.Kind;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * The batches in flight of one remote, and what one means for the others: no name is touched by two
 * of them, nor a name by one and something below it by another. Two things they may share: the
 * directories on the way to their names, which each lists with what it knows of their times; and
 * the time while everything is compared, for a long comparison must not hold up changes. What could
 * get wrong by that is said when a flight lands. Used by one thread at a time.
 */
final class Flights {
  private final List<Flight> flights = new ArrayList<>();
  private final Counts claimed = new Counts();
  private final Counts lone = new Counts();

  /** Directories above claimed names. */
  private final Counts above = new Counts();

  /** Directories above lone names. */
  private final Counts aboveLone = new Counts();

  /** The one that carries files with several names, or renames: two could tear such names apart. */
  private @Nullable Flight linking;

  private int order;

  void begin(Flight flight) {
    flight.besideOthers = !flights.isEmpty();
    flights.forEach(other -> other.besideOthers = true);
    if (flight.kind == Kind.EVERYTHING) {
      flights.forEach(other -> other.besideComparison = true);
    } else {
      flight.besideComparison = count(Kind.EVERYTHING) > 0;
      for (Dirty change : flight.batch) {
        if (isLone(change)) {
          flight.lone.add(change.path());
          addLone(change.path());
        } else {
          claim(flight, change.path());
          if (change.origin() != null) {
            claim(flight, change.origin());
          }
        }
      }
      if (linking == null && flight.isRenaming()) {
        linking = flight;
      }
    }
    flight.begunAs = order++;
    flights.add(flight);
  }

  /** A directory's attributes do not depend on what is below it, nor that on them. */
  private static boolean isLone(Dirty change) {
    return change.what() == What.ATTRIBUTES && change.origin() == null;
  }

  private void addLone(BytePath path) {
    lone.add(path);
    for (BytePath up = path.parent(); up != null; up = up.parent()) {
      aboveLone.add(up);
    }
  }

  private void removeLone(BytePath path) {
    lone.remove(path);
    for (BytePath up = path.parent(); up != null; up = up.parent()) {
      aboveLone.remove(up);
    }
  }

  private void claim(Flight flight, BytePath path) {
    if (flight.claimed.add(path)) {
      claimed.add(path);
      for (BytePath up = path.parent(); up != null; up = up.parent()) {
        above.add(up);
      }
    }
  }

  /** Whether a flight has a name, or what is above or below it, in hand. */
  boolean touches(BytePath path) {
    if (claimed.isEmpty() && lone.isEmpty()) {
      return false;
    }
    return conflicts(new Dirty(path, What.GONE, 0), path) || aboveLone.contains(path);
  }

  /**
   * Whether a name that changed is in the air: by itself, with a directory above it, in a list that
   * may be older and take the change back, or in a comparison of everything that was begun since,
   * which took the change for its own.
   */
  boolean carries(BytePath path, long since) {
    if (lone.contains(path)) {
      return true;
    }
    for (BytePath up = path; up != null && !claimed.isEmpty(); up = up.parent()) {
      if (claimed.contains(up)) {
        return true;
      }
    }
    for (Flight flight : flights) {
      long after = flight.begun - since;
      boolean carries =
          flight.kind == Kind.EVERYTHING ? after >= 0 : after <= 0 && flight.mayTakeBack(path);
      if (carries) {
        return true;
      }
    }
    return false;
  }

  /** Whether everything is compared, and not because it was time to. */
  boolean comparesUnscheduled() {
    return flights.stream().anyMatch(f -> f.kind == Kind.EVERYTHING && !f.scheduled);
  }

  /** Whether a change has to wait until a flight lands. */
  boolean conflicts(Dirty change) {
    if (change.isRename() && linking != null) {
      return true;
    }
    if (claimed.isEmpty() && lone.isEmpty()) {
      return false;
    }
    BytePath from = change.origin();
    return conflicts(change, change.path()) || (from != null && conflicts(change, from));
  }

  private boolean conflicts(Dirty change, BytePath path) {
    if (change.origin() != null && aboveLone.contains(path)) {
      return true;
    }
    if (lone.contains(path) || (!isLone(change) && above.contains(path))) {
      return true;
    }
    for (BytePath up = path; up != null; up = up.parent()) {
      if (claimed.contains(up)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A flight is to carry a file with several names.
   *
   * @param others names of it that were not asked for
   * @return whether it may; if not, another one does so now
   */
  boolean link(Flight flight, List<BytePath> others) {
    if (linking != null && linking != flight) {
      return false;
    }
    linking = flight;
    others.forEach(other -> claim(flight, other));
    return true;
  }

  /** Whether a flight carries files with several names. */
  boolean isLinking() {
    return linking != null;
  }

  /**
   * The remote has a name right: it is free before its flight lands.
   *
   * @return whether it was the flight's
   */
  boolean free(Flight flight, BytePath path) {
    if (flight.listedAs == Integer.MAX_VALUE) {
      flight.listedAs = order++;
    }
    if (flight.claimed.remove(path)) {
      unclaim(path);
    } else if (flight.lone.remove(path)) {
      removeLone(path);
    } else {
      return false;
    }
    flight.acknowledged.add(path);
    return true;
  }

  private void unclaim(BytePath path) {
    claimed.remove(path);
    for (BytePath up = path.parent(); up != null; up = up.parent()) {
      above.remove(up);
    }
  }

  /**
   * A flight is over.
   *
   * @return directories to be listed once more: another flight listed them meanwhile, and nobody
   *     knows whose list came last
   */
  Set<BytePath> land(Flight flight) {
    if (!flights.remove(flight)) {
      return Set.of();
    }
    flight.claimed.forEach(this::unclaim);
    flight.lone.forEach(this::removeLone);
    if (linking == flight) {
      linking = null;
    }
    for (Flight other : flights) {
      // What began behind the other's list knows better, and ends last.
      if (other.kind != Kind.EVERYTHING && other.begunAs < flight.listedAs) {
        other.share(flight);
      }
    }
    return flight.shared;
  }

  boolean isEmpty() {
    return flights.isEmpty();
  }

  int size() {
    return flights.size();
  }

  int count(Kind kind) {
    int count = 0;
    for (Flight flight : flights) {
      if (flight.kind == kind) {
        count++;
      }
    }
    return count;
  }

  /** Whether a batch that is not one large file was begun since so many failures. */
  boolean anyBegunAfter(int failures) {
    for (Flight flight : flights) {
      if (flight.kind != Kind.LARGE && flight.failuresBefore >= failures) {
        return true;
      }
    }
    return false;
  }

  /**
   * When the latest batch of names was begun that the remote has not wholly; {@link Long#MIN_VALUE}
   * if there is none.
   */
  long latestNames() {
    long latest = Long.MIN_VALUE;
    for (Flight flight : flights) {
      if (flight.kind == Kind.NAMES && flight.isOpen()) {
        latest = Math.max(latest, flight.begun);
      }
    }
    return latest;
  }

  /** Tells each name in the air that the remote has not acknowledged. */
  void tell(Undelivered to) {
    for (Flight flight : flights) {
      for (Dirty change : flight.batch) {
        if (!flight.scheduled && !flight.acknowledged.contains(change.path())) {
          to.pending(change);
        }
      }
    }
  }

  /** Names in the air. */
  int names() {
    int names = 0;
    for (Flight flight : flights) {
      names += flight.batch.size();
    }
    return names;
  }

  /** How often each path was added and not removed. */
  private static final class Counts {
    private final Map<BytePath, Integer> counts = new HashMap<>();

    void add(BytePath path) {
      counts.merge(path, 1, Integer::sum);
    }

    void remove(BytePath path) {
      counts.computeIfPresent(path, (key, count) -> count == 1 ? null : count - 1);
    }

    boolean contains(BytePath path) {
      return counts.containsKey(path);
    }

    boolean isEmpty() {
      return counts.isEmpty();
    }
  }
}
