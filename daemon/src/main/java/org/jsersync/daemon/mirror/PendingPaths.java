package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.Change;

/**
 * The names that changed and are not told to a {@link PathListener} yet: each once, the last change
 * counts; what a directory had below it goes with it (06-sersync, section 4.4). Bounded: names past
 * the limit are counted and forgotten. Used by one thread at a time.
 */
final class PendingPaths {
  private final int limit;
  private final TreeMap<BytePath, Entry> entries = new TreeMap<>();
  private long order;
  private long dropped;

  /** A name that waits. Another change of it makes another entry. */
  static final class Entry {
    final ChangedPath changed;

    /** When it was told first, nanoseconds. */
    final long first;

    /** When it was told last. */
    final long since;

    /** The remotes that have it right, by number; whoever asks them keeps this. */
    final BitSet confirmed = new BitSet();

    /** Whether one of them is to be told of a later change; kept in the same way. */
    boolean changesOn;

    private final long order;

    private Entry(ChangedPath changed, long first, long since, long order) {
      this.changed = changed;
      this.first = first;
      this.since = since;
      this.order = order;
    }

    private Entry changedAt(long now) {
      return new Entry(changed, first, now, order);
    }
  }

  /** An empty set. */
  PendingPaths(int limit) {
    this.limit = limit;
  }

  /** Takes what a watcher told. The root is nobody's name. */
  void add(Change change, long now) {
    switch (change) {
      case Change.Content c -> put(c.path(), false, now);
      case Change.Attributes a -> put(a.path(), a.directory(), now);
      case Change.Tree t -> {
        renewBelow(t.path(), now);
        put(t.path(), true, now);
      }
      case Change.Gone g -> {
        if (g.directory()) {
          dropBelow(g.path());
        }
        put(g.path(), g.directory(), now);
      }
      case Change.Moved m -> {
        if (m.directory()) {
          dropBelow(m.from());
        }
        put(m.from(), m.directory(), now);
        put(m.to(), m.directory(), now);
      }
    }
  }

  /** A name by itself. */
  void put(BytePath path, boolean directory, long now) {
    if (path.isEmpty()) {
      return;
    }
    Entry before = entries.get(path);
    if (before == null && entries.size() >= limit) {
      dropped++;
      return;
    }
    long first = before == null ? now : before.first;
    entries.put(path, new Entry(new ChangedPath(path, directory), first, now, order++));
  }

  private void dropBelow(BytePath directory) {
    below(directory).forEach(entries::remove);
  }

  /** What waits below a directory of which all may differ may differ once more. */
  private void renewBelow(BytePath directory, long now) {
    below(directory).forEach(path -> entries.computeIfPresent(path, (_, e) -> e.changedAt(now)));
  }

  private List<BytePath> below(BytePath directory) {
    if (directory.isEmpty()) {
      return List.copyOf(entries.keySet());
    }
    // From the least name below it; what begins with the directory's name and is not below it, such
    // as "d-x" for "d", comes before that.
    List<BytePath> below = new ArrayList<>();
    for (BytePath path : entries.tailMap(directory.child(new byte[] {1}), true).keySet()) {
      if (!path.startsWith(directory)) {
        break;
      }
      below.add(path);
    }
    return below;
  }

  /** All that wait, in the order of their last changes. */
  List<Entry> all() {
    List<Entry> all = new ArrayList<>(entries.values());
    all.sort(Comparator.comparingLong(entry -> entry.order));
    return all;
  }

  /** Takes a name out unless it has changed since it was given out; whether it did. */
  boolean take(Entry entry) {
    return entries.remove(entry.changed.path(), entry);
  }

  int size() {
    return entries.size();
  }

  /** Names that were forgotten so far. */
  long dropped() {
    return dropped;
  }
}
