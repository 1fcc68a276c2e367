package org.jsersync.watcher;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Files that are being written: each is told once it has rested for a while, and at the latest some
 * time after the first write, then again while it goes on. Keyed by directory and name, so that a
 * rename of the directory does not matter. Times are System.nanoTime's.
 */
final class Settling {
  private static final class Entry {
    final Place place;
    final long first;
    long last;
    long lookAt;

    Entry(Place place, long now) {
      this.place = place;
      this.first = now;
      this.last = now;
    }
  }

  private final long quiet;
  private final long latest;
  private final int limit;
  private final Map<Place, Entry> entries = new HashMap<>();

  /** By the time to look again; also holds entries that were removed, to be skipped. */
  private final PriorityQueue<Entry> queue =
      new PriorityQueue<>(Comparator.comparingLong((Entry entry) -> entry.lookAt));

  Settling(long quietNanos, long latestNanos, int limit) {
    this.quiet = quietNanos;
    this.latest = latestNanos;
    this.limit = limit;
  }

  /**
   * The file was written to.
   *
   * @return false if there are too many already: tell it now
   */
  boolean touch(Place place, long now) {
    Entry known = entries.get(place);
    if (known != null) {
      known.last = now;
      return true;
    }
    if (entries.size() >= limit) {
      return false;
    }
    Entry entry = new Entry(place, now);
    entry.lookAt = due(entry);
    entries.put(place, entry);
    queue.add(entry);
    return true;
  }

  /** Forgets a file; returns whether it was waiting. */
  boolean remove(Place place) {
    return entries.remove(place) != null;
  }

  /** Tells the files whose time has come, and forgets them. */
  void takeDue(long now, Consumer<Place> taker) {
    for (Entry entry = queue.peek(); entry != null && entry.lookAt <= now; entry = queue.peek()) {
      queue.remove();
      entry.lookAt = due(entry);
      if (entries.get(entry.place) != entry) {
        continue;
      }
      if (entry.lookAt <= now) {
        entries.remove(entry.place);
        taker.accept(entry.place);
      } else {
        queue.add(entry);
      }
    }
  }

  private long due(Entry entry) {
    return Math.min(entry.last + quiet, entry.first + latest);
  }

  /** Nanoseconds until {@link #takeDue} has something to look at; this much at most. */
  long untilNext(long now, long atMost) {
    Entry next = queue.peek();
    return next == null ? atMost : Math.clamp(next.lookAt - now, 0, atMost);
  }
}
