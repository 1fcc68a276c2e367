package org.jsersync.watcher;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Names that were moved away and whose new name, if it lies in the tree, must come with the next
 * events: the kernel tells the two halves of a rename in a row. Times are System.nanoTime's.
 */
final class PendingMoves {
  /** The first half of a rename. */
  static final class Departure {
    final Place place;
    final BytePath path;
    final boolean directory;

    /** The directory that left, out of the tree now; null for a file or if it was not watched. */
    final @Nullable Directory node;

    /** Whether the file was being written when it left. */
    final boolean unsettled;

    private final long since;
    private boolean touched;

    Departure(
        Place place,
        BytePath path,
        boolean directory,
        @Nullable Directory node,
        boolean unsettled,
        long since) {
      this.place = place;
      this.path = path;
      this.directory = directory;
      this.node = node;
      this.unsettled = unsettled;
      this.since = since;
    }

    /** Whether something happened below it since it left. */
    boolean touched() {
      return touched;
    }
  }

  private final Map<Integer, Departure> byCookie = new LinkedHashMap<>();

  void add(int cookie, Departure departure) {
    byCookie.put(cookie, departure);
  }

  /** The first half with this cookie, if there is one. */
  @Nullable Departure take(int cookie) {
    return byCookie.remove(cookie);
  }

  /** Something happened below a directory that is under way. */
  void touch(Directory top) {
    for (Departure departure : byCookie.values()) {
      departure.touched |= departure.node == top;
    }
  }

  boolean isUnderWay(Directory top) {
    return byCookie.values().stream().anyMatch(departure -> departure.node == top);
  }

  /** Takes those that left this place. */
  List<Departure> takeFrom(Place place) {
    return takeIf(departure -> departure.place.equals(place));
  }

  /** Takes those that left before this time. */
  List<Departure> takeBefore(long time) {
    return takeIf(departure -> departure.since - time < 0);
  }

  List<Departure> takeAll() {
    return takeIf(departure -> true);
  }

  private List<Departure> takeIf(Predicate<Departure> wanted) {
    if (byCookie.isEmpty()) {
      return List.of();
    }
    List<Departure> taken = new ArrayList<>();
    Iterator<Departure> all = byCookie.values().iterator();
    while (all.hasNext()) {
      Departure departure = all.next();
      if (wanted.test(departure)) {
        all.remove();
        taken.add(departure);
      }
    }
    return taken;
  }

  boolean isEmpty() {
    return byCookie.isEmpty();
  }
}
