package org.jsersync.daemon.mirror;

import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a source that is not mounted and remotes that would be emptied after it. The root
 * is known once it was seen with something in it; from then on another directory in its place, or
 * none, is no source. Shared by the remotes of one source; safe for use by several threads.
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
  private @Nullable Identity known;

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
    if (known == null) {
      if (hasNames(tree)) {
        known = now;
      }
    } else if (!known.equals(now)) {
      throw new SourceMissing(
          "source " + tree.root() + " is another directory than before (unmounted?)", null);
    }
  }

  private static boolean hasNames(SourceTree tree) throws PosixException {
    boolean[] found = {false};
    tree.list(BytePath.ROOT, (name, type) -> found[0] = true);
    return found[0];
  }

  /** Whether a comparison may delete: not after a source that was empty ever since. */
  synchronized boolean mayDelete() {
    return known != null;
  }

  /** The watcher says that the root came back: what stands there now is the source. */
  synchronized void accept() {
    known = null;
  }
}
