package org.jsersync.watcher;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A watched directory and the name by which it is known. There may be 100,000 of them, so it holds
 * no path (a rename would change thousands) and a map only if it has subdirectories.
 */
final class Directory {
  private final int watch;
  private BytePath name;
  private @Nullable Directory parent;
  private @Nullable Map<BytePath, Directory> children;

  private Directory(int watch, BytePath name) {
    this.watch = watch;
    this.name = name;
  }

  static Directory root(int watch) {
    return new Directory(watch, BytePath.ROOT);
  }

  /** A directory that is not hung into a tree yet. */
  static Directory loose(int watch, BytePath name) {
    return new Directory(watch, name);
  }

  int watch() {
    return watch;
  }

  BytePath name() {
    return name;
  }

  @Nullable Directory parent() {
    return parent;
  }

  boolean isRoot() {
    return name.isEmpty();
  }

  @Nullable Directory child(BytePath childName) {
    return children == null ? null : children.get(childName);
  }

  Collection<Directory> children() {
    return children == null ? List.of() : children.values();
  }

  /** Hangs this below another, from wherever it hung before. */
  void hang(Directory below, BytePath as) {
    unhang();
    name = as;
    parent = below;
    if (below.children == null) {
      below.children = new HashMap<>(2);
    }
    below.children.put(as, this);
  }

  /** Takes this, with all below it, out of the tree. */
  void unhang() {
    Directory from = parent;
    if (from != null && from.children != null) {
      from.children.remove(name);
      if (from.children.isEmpty()) {
        from.children = null;
      }
    }
    parent = null;
  }

  /** The uppermost directory above this, or this. */
  Directory top() {
    Directory top = this;
    for (Directory up = parent; up != null; up = up.parent) {
      top = up;
    }
    return top;
  }

  /** Whether this is the other one or hangs below it. */
  boolean isBelow(Directory other) {
    Directory up = this;
    while (up != null && up != other) {
      up = up.parent;
    }
    return up == other;
  }

  /** The path relative to the root; null while this, or one above it, is out of the tree. */
  @Nullable BytePath path() {
    if (parent == null) {
      return isRoot() ? BytePath.ROOT : null;
    }
    BytePath above = parent.path();
    return above == null ? null : above.resolve(name);
  }
}
