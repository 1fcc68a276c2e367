package org.jsersync.daemon.mirror;

import org.jsersync.protocol.file.BytePath;

/**
 * A name that may differ at a remote.
 *
 * @param path below the source root
 * @param what may differ
 * @param since when it became so, {@link System#nanoTime} scale
 */
record Dirty(BytePath path, What what, long since) {
  /** Whether the whole source is to be compared. */
  boolean isEverything() {
    return path.isEmpty() && what.compareTo(What.NAMES) > 0;
  }

  Dirty merge(Dirty other) {
    What most = what.compareTo(other.what) >= 0 ? what : other.what;
    long first = since - other.since <= 0 ? since : other.since;
    return most == what && first == since ? this : new Dirty(path, most, first);
  }
}
