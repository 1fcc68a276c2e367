package org.jsersync.watcher;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;

/**
 * The directories that could not be watched, uppermost ones only; each is told once, the watch
 * limit once for all, and so is that there are more than are listed: both speak of the whole tree.
 * Bounded. The tracker fills it, any thread may list it.
 */
final class Unwatched {
  private final BytePath root;
  private final Outbox outbox;
  private final int limit;
  private final Set<BytePath> paths = new LinkedHashSet<>();
  private boolean clipped;
  private boolean limitTold;
  private boolean clippedTold;

  Unwatched(BytePath root, Outbox outbox, int limit) {
    this.root = root;
    this.outbox = outbox;
    this.limit = limit;
  }

  /** The kernel refused to watch a directory. */
  void refused(BytePath path, int errno) {
    boolean first = add(path);
    if (errno != PosixException.ENOSPC) {
      if (first) {
        tell(path, Libc.strerror(errno));
      }
    } else if (!limitTold) {
      limitTold = true;
      outbox.notice(WatchNotice.Kind.WATCH_LIMIT, BytePath.ROOT, SystemLimits.noWatch());
    }
  }

  /** A directory cannot be watched, or not fully, for a reason of its own. */
  void add(BytePath path, String reason) {
    if (add(path)) {
      tell(path, reason);
    }
  }

  private void tell(BytePath path, String reason) {
    if (clippedTold) {
      return;
    }
    outbox.notice(
        WatchNotice.Kind.UNREADABLE,
        path,
        "changes in \"" + root.resolve(path) + "\" are not seen: " + reason);
  }

  /** Adds one; returns whether it is to be told. */
  private boolean add(BytePath path) {
    if (put(path)) {
      return true;
    }
    if (isClipped() && !clippedTold) {
      clippedTold = true;
      outbox.notice(
          WatchNotice.Kind.UNREADABLE,
          BytePath.ROOT,
          "changes in more than " + limit + " directories are not seen");
    }
    return false;
  }

  private synchronized boolean put(BytePath path) {
    if (paths.size() < limit) {
      return paths.add(path);
    }
    clipped |= !paths.contains(path);
    return false;
  }

  synchronized void remove(BytePath path) {
    paths.remove(path);
    limitTold &= !isEmpty();
    clippedTold &= !isEmpty();
  }

  synchronized List<BytePath> list() {
    return List.copyOf(paths);
  }

  /** Whether there are none. */
  synchronized boolean isEmpty() {
    return paths.isEmpty() && !clipped;
  }

  /** Whether there were more than {@link #list} holds. */
  synchronized boolean isClipped() {
    return clipped;
  }

  synchronized void clear() {
    paths.clear();
    clipped = false;
  }
}
