package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.protocol.file.BytePath;

/**
 * Names that failed by themselves, each with its own growing delay, so that they hold up nothing
 * else. Bounded: past the limit they become one comparison of everything after the longest delay,
 * which finds what they were as far as {@link ChangeSet} says. Used by one thread at a time.
 */
final class Retries {
  private static final long NOT_WAITING = Long.MAX_VALUE;

  private static final String MANY = "too many names failed to remember each";

  /** A file that is being written is read again no sooner than this, nanoseconds. */
  private static final long CHANGING_DELAY = 1_000_000_000L;

  private final int limit;
  private final Backoff backoff;
  private final Map<BytePath, Attempt> attempts = new HashMap<>();
  private int waiting;
  private long earliest = NOT_WAITING;

  /**
   * A name that is tried again.
   *
   * @param failures in a row
   * @param reason what was the matter last time
   * @param known whether it failed by itself once, and not only something that went with it
   * @param due {@link #NOT_WAITING} while the name is in the change set or in flight
   */
  private record Attempt(
      Dirty change, Outcome.Why why, String reason, int failures, boolean known, long due) {
    Attempt beingTried() {
      return new Attempt(change, why, reason, failures, known, NOT_WAITING);
    }
  }

  /**
   * Nothing failed yet.
   *
   * @param limit most names that are remembered
   */
  Retries(int limit, Backoff backoff) {
    this.limit = limit;
    this.backoff = backoff;
  }

  /**
   * A name did not get right.
   *
   * @return whether it is known only now that it fails by itself
   */
  boolean add(Later later, long now) {
    BytePath path = later.change().path();
    Attempt before = attempts.get(path);
    int failures = before == null ? 0 : before.failures();
    long delay =
        switch (later.why()) {
          case CHANGING -> CHANGING_DELAY;
          case REFUSED -> longest();
          case FAILED, UNMOUNTED -> backoff.delay(++failures);
          case UNSURE -> ++failures == 1 ? 0 : backoff.delay(failures - 1);
        };
    boolean known = before != null && before.known();
    boolean news = !known && later.why() == Outcome.Why.FAILED;
    if (before == null && attempts.size() >= limit) {
      attempts.clear();
      waiting = 0;
      Dirty everything = new Dirty(BytePath.ROOT, What.TREE, now);
      put(new Attempt(everything, Outcome.Why.UNSURE, MANY, 1, false, now + longest()));
      return news;
    }
    Dirty change = later.change();
    if (before != null && before.due() != NOT_WAITING) {
      waiting--;
      change = before.change().merge(change);
    }
    put(new Attempt(change, later.why(), later.reason(), failures, known || news, now + delay));
    return news;
  }

  private long longest() {
    return backoff.delay(100);
  }

  private void put(Attempt attempt) {
    attempts.put(attempt.change().path(), attempt);
    waiting++;
    earliest = Math.min(earliest, attempt.due());
  }

  /**
   * A name got right, as far as this change of it goes. What was being tried below a directory that
   * got right as a whole went with that: the change set knows no other name for it any more.
   */
  void confirmed(Dirty change) {
    if (attempts.isEmpty()) {
      return;
    }
    if (change.what().compareTo(What.TREE) >= 0) {
      attempts
          .values()
          .removeIf(
              tried -> tried.due() == NOT_WAITING && isBelow(tried.change().path(), change.path()));
    }
    Attempt attempt = attempts.get(change.path());
    if (attempt == null) {
      return;
    }
    if (attempt.due() == NOT_WAITING) {
      attempts.remove(change.path());
    } else if (attempt.why() == Outcome.Why.REFUSED
        || change.what().compareTo(attempt.change().what()) >= 0) {
      // What could not be deleted is there again.
      attempts.remove(change.path());
      waiting--;
    }
  }

  private static boolean isBelow(BytePath path, BytePath directory) {
    return path.startsWith(directory) && !path.equals(directory);
  }

  /** Names that are remembered, waiting or being tried. */
  int size() {
    return attempts.size();
  }

  /** The names whose time has come; they count as being tried from now on. */
  List<Dirty> takeDue(long now) {
    if (now < earliest) {
      return List.of();
    }
    List<Dirty> due = new ArrayList<>();
    earliest = NOT_WAITING;
    Iterator<Map.Entry<BytePath, Attempt>> all = attempts.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<BytePath, Attempt> entry = all.next();
      Attempt attempt = entry.getValue();
      if (attempt.due() <= now) {
        due.add(attempt.change());
        entry.setValue(attempt.beingTried());
      } else {
        earliest = Math.min(earliest, attempt.due());
      }
    }
    waiting -= due.size();
    return due;
  }

  /** The names that wait at or below a path; they count as being tried from now on. */
  List<Dirty> takeBelow(BytePath path) {
    if (waiting == 0) {
      return List.of();
    }
    List<Dirty> taken = new ArrayList<>();
    for (Map.Entry<BytePath, Attempt> entry : attempts.entrySet()) {
      Attempt attempt = entry.getValue();
      if (attempt.due() != NOT_WAITING && entry.getKey().startsWith(path)) {
        taken.add(attempt.change());
        entry.setValue(attempt.beingTried());
      }
    }
    waiting -= taken.size();
    return taken;
  }

  /** Whether a directory above a path waits, of which more may differ than is known by name. */
  boolean isTreeAbove(BytePath path) {
    if (waiting == 0) {
      return false;
    }
    for (BytePath up = path.parent(); up != null; up = up.parent()) {
      Attempt attempt = attempts.get(up);
      if (attempt != null && attempt.change().what().mayBeBelow()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a name stands that waits here, or that a directory above it does. The first failure may
   * be a chance; a refusal is a last word.
   */
  Standing standing(BytePath path) {
    if (waiting == 0) {
      return Standing.CONFIRMED;
    }
    Standing worst = Standing.CONFIRMED;
    for (BytePath up = path; up != null; up = up.parent()) {
      Attempt attempt = attempts.get(up);
      if (attempt == null
          || attempt.due() == NOT_WAITING
          || attempt.why() == Outcome.Why.REFUSED
          || !(up.equals(path) || attempt.change().what().mayBeBelow())) {
        continue;
      }
      if (attempt.failures() > 1) {
        return Standing.APART;
      }
      worst = Standing.OWED;
    }
    return worst;
  }

  /** The time has come for all that wait. */
  void hurry(long now) {
    attempts.replaceAll(
        (path, a) ->
            a.due() == NOT_WAITING
                ? a
                : new Attempt(a.change(), a.why(), a.reason(), a.failures(), a.known(), now));
    earliest = waiting == 0 ? NOT_WAITING : Math.min(earliest, now);
  }

  /** Tells each name that failed, whether it waits or is being tried. */
  void tell(Undelivered to) {
    attempts.values().forEach(attempt -> to.failed(attempt.change(), attempt.reason()));
  }

  /** When the next name's time comes; {@link Long#MAX_VALUE} for never. */
  long earliest() {
    return earliest;
  }

  /** How many names wait here. */
  int waiting() {
    return waiting;
  }

  /** How many of them the remote refuses to delete. */
  int refused() {
    return (int)
        attempts.values().stream()
            .filter(a -> a.why() == Outcome.Why.REFUSED && a.due() != NOT_WAITING)
            .count();
  }

  /** Whether a name failed and its time has not come yet. */
  boolean isWaiting(BytePath path) {
    if (waiting == 0) {
      return false;
    }
    Attempt attempt = attempts.get(path);
    return attempt != null && attempt.due() != NOT_WAITING;
  }
}
