package org.jsersync.daemon.mirror;

import java.util.HashSet;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;

/** Names of moves, and with them what is at, above or below one. */
final class Related {
  private final Set<BytePath> names = new HashSet<>();
  private final Set<BytePath> above = new HashSet<>();

  void add(BytePath name) {
    if (names.add(name)) {
      BytePath up = name.parent();
      while (up != null && above.add(up)) {
        up = up.parent();
      }
    }
  }

  boolean covers(BytePath path) {
    return above.contains(path) || isBelow(path);
  }

  /** Whether a path is one of them, or below one. */
  boolean isBelow(BytePath path) {
    if (names.isEmpty()) {
      return false;
    }
    for (BytePath up = path; up != null; up = up.parent()) {
      if (names.contains(up)) {
        return true;
      }
    }
    return false;
  }
}
