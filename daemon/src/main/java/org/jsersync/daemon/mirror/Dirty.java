package org.jsersync.daemon.mirror;

import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A name that may differ at a remote.
 *
 * @param path below the source root
 * @param what may differ
 * @param since when it became so, {@link System#nanoTime} scale
 * @param origin the name that it was moved from, for a name that the remote has under that one, as
 *     far as is known: what may differ is said beside that. The old name is still to go, once this
 *     one stands. Null for all other names
 */
record Dirty(BytePath path, What what, long since, @Nullable BytePath origin) {
  /** A name that was not moved. */
  Dirty(BytePath path, What what, long since) {
    this(path, what, since, null);
  }

  /** Whether the whole source is to be compared. */
  boolean isEverything() {
    return path.isEmpty() && what.compareTo(What.NAMES) > 0;
  }

  /** Whether the remote may rename it; one that differs as a whole is sent anew. */
  boolean isRename() {
    return origin != null && what.compareTo(What.TREE) < 0;
  }

  /** What a moved name, or one below it, was called before. */
  BytePath oldName(BytePath now) {
    if (origin == null) {
      throw new IllegalStateException(path + " was not moved");
    }
    return now.equals(path) ? origin : origin.resolve(now.relativeTo(path));
  }

  /** The same, to be sent anew whatever the remote has under the old name. */
  Dirty anew() {
    return what.compareTo(What.TREE) >= 0 ? this : new Dirty(path, What.TREE, since, origin);
  }

  /** Two changes of one name; two moves onto it the caller keeps apart. */
  Dirty merge(Dirty other) {
    What most = what.compareTo(other.what) >= 0 ? what : other.what;
    long first = since - other.since <= 0 ? since : other.since;
    BytePath from = origin != null ? origin : other.origin;
    return new Dirty(path, most, first, from);
  }
}
