package org.jsersync.daemon.mirror;

import java.util.HashMap;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Which directories of a source are on other file systems than its root, for a remote that is to
 * have one file system only ({@code -x}). For one batch: what was looked at is remembered.
 */
final class OtherFileSystems {
  /** Nothing is mounted, or it does not matter. */
  static final OtherFileSystems IGNORED = new OtherFileSystems(null);

  private final @Nullable SourceTree tree;
  private final Map<BytePath, Boolean> known = new HashMap<>();

  private OtherFileSystems(@Nullable SourceTree tree) {
    this.tree = tree;
  }

  /** Those of a tree. */
  static OtherFileSystems of(SourceTree tree) {
    return new OtherFileSystems(tree);
  }

  /** Whether a name is on another file system, or would be if it were there. */
  boolean isBeyond(BytePath path) {
    BytePath parent = path.parent();
    return tree != null && parent != null && (isElsewhere(parent) || isBeyond(parent));
  }

  /** Whether a name is a directory on which another file system is mounted. */
  boolean isAt(BytePath path) {
    return tree != null && !isBeyond(path) && isElsewhere(path);
  }

  private boolean isElsewhere(BytePath path) {
    return !path.isEmpty() && known.computeIfAbsent(path, this::look);
  }

  private boolean look(BytePath path) {
    SourceTree of = tree;
    try {
      if (of == null) {
        return false;
      }
      FileStat stat = of.lstat(path);
      return stat.isDirectory() && stat.device() != of.lstat(BytePath.ROOT).device();
    } catch (PosixException e) {
      return false;
    }
  }
}
