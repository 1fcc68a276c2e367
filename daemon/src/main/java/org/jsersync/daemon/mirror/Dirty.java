package org.jsersync.daemon.mirror;

import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A name that may differ at a remote.
 *
 * @param path below the source root
 * @param what may differ
 * @param since when it became so, {@link System#nanoTime} scale
 * @param origin for a name that was moved, the one that the remote has it under, if it is of use:
 *     what may differ is said beside that, and less than a {@link What#TREE}. It is a hint, and
 *     says nothing about the old name itself. Null for all other names
 */
record Dirty(BytePath path, What what, long since, @Nullable BytePath origin) {
  /** A name as such. */
  Dirty(BytePath path, What what, long since) {
    this(path, what, since, null);
  }

  /** Whether the whole source is to be compared. */
  boolean isEverything() {
    return path.isEmpty() && what.compareTo(What.NAMES) > 0;
  }

  /** Whether it was moved, and the remote may rename it. */
  boolean isRename() {
    return origin != null;
  }

  /** What a moved name, or one below it, was called before. */
  BytePath oldName(BytePath now) {
    if (origin == null) {
      throw new IllegalStateException(path + " was not moved");
    }
    return now.equals(path) ? origin : origin.resolve(now.relativeTo(path));
  }

  /** The same without the hint. */
  Dirty untied() {
    return new Dirty(path, what, since);
  }

  /** The same, to be sent whatever the remote has under the old name. */
  Dirty anew() {
    return new Dirty(path, What.ANEW, since);
  }

  /** Two changes of one name, of which the other is older if both are moves. */
  Dirty merge(Dirty other) {
    What most = what.and(other.what);
    long first = since - other.since <= 0 ? since : other.since;
    BytePath from = origin != null ? origin : other.origin;
    return new Dirty(path, most, first, most.compareTo(What.TREE) >= 0 ? null : from);
  }
}
