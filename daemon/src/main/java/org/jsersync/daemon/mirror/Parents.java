package org.jsersync.daemon.mirror;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jsersync.protocol.file.BytePath;

/**
 * The directories on the way to the names of a session, which are listed themselves, without their
 * contents: their modification times change at both ends when names come and go.
 */
final class Parents {
  private final Predicate<BytePath> avoided;
  private final Set<BytePath> paths = new LinkedHashSet<>();

  /**
   * None yet.
   *
   * @param avoided directories that are not to be listed for the sake of what is in them
   */
  Parents(Predicate<BytePath> avoided) {
    this.avoided = avoided;
  }

  /** Adds those of a name. */
  void addOf(BytePath path) {
    BytePath up = path.parent();
    if (up != null && up.isEmpty() && !avoided.test(up)) {
      paths.add(up);
    }
    for (; up != null && !up.isEmpty(); up = up.parent()) {
      if (!avoided.test(up) && !paths.add(up)) {
        break;
      }
    }
  }

  Set<BytePath> paths() {
    return paths;
  }
}
