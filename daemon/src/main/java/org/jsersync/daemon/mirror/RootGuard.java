package org.jsersync.daemon.mirror;

import java.util.HashSet;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a source that is not mounted and remotes that would be emptied after it. The root
 * is known once it was seen with something in it; from then on another directory in its place, or
 * none, is no source. When the watcher says that the root came back it may be another directory,
 * but not on another file system: that is the bare mount point, or a disk nobody spoke of. The same
 * for file systems mounted below it: while one is missing, comparisons delete nothing. Shared by
 * the remotes of one source; safe for use by several threads.
 */
final class RootGuard {
  /** Opens the source root as it is now. */
  @FunctionalInterface
  interface Opener {
    SourceTree open() throws PosixException;
  }

  /** The root is not what is to be mirrored; the message says why. */
  static final class SourceMissing extends Exception {
    private static final long serialVersionUID = 1L;

    SourceMissing(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private record Identity(long device, long inode) {}

  private final Opener opener;
  private final Set<BytePath> unmounted = new HashSet<>();
  private @Nullable Identity known;

  /** The file system that is mirrored; stays when the root is another directory by right. */
  private @Nullable Long device;

  RootGuard(Opener opener) {
    this.opener = opener;
  }

  /**
   * Opens the source.
   *
   * @throws SourceMissing if it is not there or not the one that was
   */
  synchronized SourceTree open() throws SourceMissing {
    SourceTree tree;
    try {
      tree = opener.open();
    } catch (PosixException e) {
      throw new SourceMissing("source is not there: " + e.getMessage(), e);
    }
    try {
      check(tree);
      return tree;
    } catch (SourceMissing e) {
      tree.close();
      throw e;
    } catch (PosixException e) {
      tree.close();
      throw new SourceMissing("source cannot be read: " + e.getMessage(), e);
    }
  }

  private void check(SourceTree tree) throws PosixException, SourceMissing {
    FileStat stat = tree.lstat(BytePath.ROOT);
    Identity now = new Identity(stat.device(), stat.inode());
    if (device != null && device != now.device()) {
      throw new SourceMissing(
          "source "
              + tree.root()
              + " is on another file system than was mirrored (unmounted?); to mirror this one,"
              + " start anew",
          null);
    }
    if (known == null) {
      if (hasNames(tree)) {
        known = now;
        device = now.device();
      }
    } else if (!known.equals(now)) {
      throw new SourceMissing("source " + tree.root() + " is another directory than before", null);
    }
    unmounted.removeIf(path -> !isBareMountPoint(tree, path));
  }

  /** Whether it is a directory of the file system above it: what was mounted is not back. */
  private static boolean isBareMountPoint(SourceTree tree, BytePath path) {
    BytePath parent = path.parent();
    try {
      return parent != null && tree.lstat(path).device() == tree.lstat(parent).device();
    } catch (PosixException e) {
      return !e.isGone();
    }
  }

  private static boolean hasNames(SourceTree tree) throws PosixException {
    boolean[] found = {false};
    tree.list(BytePath.ROOT, (name, type) -> found[0] = true);
    return found[0];
  }

  /** Whether a comparison may delete: what is not there must not be missing for want of a mount. */
  synchronized boolean mayDelete() {
    return known != null && unmounted.isEmpty();
  }

  /** Whether a name is at, above or below a mount point whose file system is missing. */
  synchronized boolean isUnmounted(BytePath path) {
    for (BytePath mountPoint : unmounted) {
      if (path.startsWith(mountPoint) || mountPoint.startsWith(path)) {
        return true;
      }
    }
    return false;
  }

  /** The watcher says that a file system below the root is gone. */
  synchronized void unmounted(BytePath mountPoint) {
    unmounted.add(mountPoint);
  }

  /** The watcher says that the root came back: what stands there on the same file system is it. */
  synchronized void accept() {
    known = null;
  }
}
