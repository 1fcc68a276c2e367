package org.jsersync.watcher;

import java.util.concurrent.TimeUnit;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes out of the kernel's events, for as long as one directory is the root. Keeps {@link
 * Coverage} in step with every event, reports those that were asked for. Used by the watch loop
 * only. Times are System.nanoTime's.
 */
final class Tracker implements Events.Handler {
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long STILL = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a recovery waits for idleness, and for the next one at least. */
  private static final long RECOVERY = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_UNSETTLED = 20_000;

  private final Coverage coverage;
  private final WatchOptions options;
  private final Outbox outbox;
  private final Settling settling;
  private final PendingMoves moves = new PendingMoves();

  private long now;
  private long lastChunk;
  private long overflowSince;
  private long nextRecovery;
  private boolean overflowed;
  private boolean rootGone;

  /** The directory of the last event and its path; forgotten when directories come or go. */
  private @Nullable Directory lastDirectory;

  private @Nullable BytePath lastPath;

  Tracker(Coverage coverage, WatchOptions options, Outbox outbox, long startedAt) {
    this.coverage = coverage;
    this.options = options;
    this.outbox = outbox;
    this.settling =
        new Settling(options.quiet().toNanos(), options.latest().toNanos(), MOST_UNSETTLED);
    this.nextRecovery = startedAt;
  }

  /** What to watch for in each directory, whatever is reported. */
  static int mask(WatchOptions options) {
    int mask = Inotify.IN_CREATE | Inotify.IN_DELETE | Inotify.IN_MOVED_FROM | Inotify.IN_MOVED_TO;
    mask |= Inotify.IN_ONLYDIR | Inotify.IN_DONT_FOLLOW;
    // Writes to a file that has no name any more concern nobody.
    mask |= Inotify.IN_EXCL_UNLINK;
    mask |= options.reports(Trigger.CLOSE_WRITE) ? Inotify.IN_CLOSE_WRITE : 0;
    mask |= options.reports(Trigger.ATTRIB) ? Inotify.IN_ATTRIB : 0;
    mask |= options.reports(Trigger.MODIFY) ? Inotify.IN_MODIFY : 0;
    return mask;
  }

  /** Takes what one read gave. */
  void take(byte[] chunk, long time) {
    now = time;
    lastChunk = time;
    Events.each(chunk, this);
    // The halves of a move come in a row, so those from an earlier read have no other half.
    moves.takeBefore(time).forEach(this::left);
  }

  @Override
  public void event(int watch, int mask, int cookie, byte[] rawName) {
    if ((mask & Inotify.IN_Q_OVERFLOW) != 0) {
      overflowSince = overflowed ? overflowSince : now;
      overflowed = true;
      return;
    }
    if ((mask & (Inotify.IN_ISDIR | Inotify.IN_IGNORED | Inotify.IN_UNMOUNT)) != 0) {
      lastDirectory = null;
    }
    Directory directory = coverage.at(watch);
    if (directory == null) {
      return;
    }
    if (rawName.length == 0) {
      itself(directory, mask);
      return;
    }
    BytePath above = pathOf(directory);
    if (above == null) {
      moves.touch(directory.top());
      return;
    }
    BytePath path = above.child(rawName);
    boolean isDirectory = (mask & Inotify.IN_ISDIR) != 0;
    if (!options.exclude().excluded(path, isDirectory)) {
      Place place = new Place(directory, BytePath.of(rawName));
      if (isDirectory) {
        subdirectory(place, path, mask, cookie);
      } else {
        file(place, path, mask, cookie);
      }
    }
  }

  private @Nullable BytePath pathOf(Directory directory) {
    if (directory != lastDirectory) {
      lastPath = directory.path();
      lastDirectory = directory;
    }
    return lastPath;
  }

  private void itself(Directory directory, int mask) {
    if (directory.isRoot()) {
      if ((mask & (Inotify.IN_IGNORED | Inotify.IN_UNMOUNT)) != 0) {
        rootGone = true;
      } else if ((mask & (Inotify.IN_DELETE_SELF | Inotify.IN_MOVE_SELF)) != 0) {
        rootGone |= !coverage.leadsTo(directory);
      } else if ((mask & Inotify.IN_ATTRIB) != 0) {
        report(Trigger.ATTRIB, new Change.Attributes(BytePath.ROOT, true));
      }
    } else if ((mask & Inotify.IN_UNMOUNT) != 0) {
      unmounted(directory);
    } else if ((mask & Inotify.IN_IGNORED) != 0) {
      coverage.drop(directory);
    }
    // Anything else of a subdirectory its parent's watch tells, too.
  }

  /** Every directory of a file system is told; only where it was mounted there is one now. */
  private void unmounted(Directory directory) {
    Directory parent = directory.parent();
    BytePath path = directory.path();
    coverage.drop(directory);
    if (parent != null
        && path != null
        && coverage.welcome(parent, directory.name()) == Coverage.Arrival.NEW) {
      outbox.notice(
          WatchNotice.Kind.UNMOUNTED,
          path,
          "the file system below \""
              + path
              + "\" was unmounted; what was there is not taken for deleted");
    }
  }

  private void subdirectory(Place place, BytePath path, int mask, int cookie) {
    Directory parent = place.directory();
    if ((mask & Inotify.IN_CREATE) != 0) {
      comesTo(place);
      if (options.reports(Trigger.CREATE_FOLDER)) {
        switch (coverage.welcome(parent, place.name())) {
          case NEW, UNWATCHED -> outbox.change(new Change.Tree(path, true));
          case KNOWN, ABSENT -> {
            // Found when a directory above was listed, and told with that; or gone already.
          }
        }
      }
    } else if ((mask & Inotify.IN_DELETE) != 0) {
      Directory gone = parent.child(place.name());
      if (gone != null) {
        coverage.drop(gone);
      }
      report(Trigger.DELETE, new Change.Gone(path, true));
    } else if ((mask & Inotify.IN_MOVED_FROM) != 0) {
      Directory node = parent.child(place.name());
      if (node != null) {
        node.unhang();
      }
      moves.add(cookie, new PendingMoves.Departure(place, path, true, node, false, now));
    } else if ((mask & Inotify.IN_MOVED_TO) != 0) {
      comesTo(place);
      directoryArrived(place, path, moves.take(cookie));
    } else if ((mask & Inotify.IN_ATTRIB) != 0) {
      report(Trigger.ATTRIB, new Change.Attributes(path, true));
    }
  }

  private void directoryArrived(Place place, BytePath path, PendingMoves.@Nullable Departure from) {
    Directory moved = from == null ? null : from.node;
    if (from == null || moved == null) {
      coverage.welcome(place.directory(), place.name());
      arrived(from, new Change.Tree(path));
    } else if (!coverage.rehang(moved, from.place.directory(), place.directory(), place.name())) {
      arrived(from, new Change.Tree(path));
    } else {
      moved(from, path, true);
      if (from.touched()) {
        report(Trigger.MOVE_TO, new Change.Tree(path));
      }
      if (from.touched() || !options.exclude().equals(DirectoryFilter.NONE)) {
        // Other names may be left out under the new path.
        coverage.scan(moved, true, true);
      }
    }
  }

  private void file(Place place, BytePath path, int mask, int cookie) {
    if ((mask & Inotify.IN_CLOSE_WRITE) != 0) {
      settling.remove(place);
      report(Trigger.CLOSE_WRITE, new Change.Content(path));
    } else if ((mask & Inotify.IN_MODIFY) != 0) {
      written(place, path);
    } else if ((mask & Inotify.IN_CREATE) != 0) {
      comesTo(place);
      fileMade(place, path);
    } else if ((mask & Inotify.IN_DELETE) != 0) {
      settling.remove(place);
      report(Trigger.DELETE, new Change.Gone(path, false));
    } else if ((mask & Inotify.IN_MOVED_FROM) != 0) {
      boolean unsettled = settling.remove(place);
      moves.add(cookie, new PendingMoves.Departure(place, path, false, null, unsettled, now));
    } else if ((mask & Inotify.IN_MOVED_TO) != 0) {
      comesTo(place);
      settling.remove(place);
      fileArrived(place, path, moves.take(cookie));
    } else if ((mask & Inotify.IN_ATTRIB) != 0) {
      report(Trigger.ATTRIB, new Change.Attributes(path, false));
    }
  }

  /** A new name. A file that somebody writes is told when it is closed or rests, others now. */
  private void fileMade(Place place, BytePath path) {
    FileStat stat;
    try {
      stat = coverage.lstat(path);
    } catch (PosixException e) {
      return; // Gone already, and that will be told.
    }
    boolean wanted = options.reports(Trigger.CREATE_FILE);
    boolean closeTells = options.reports(Trigger.CLOSE_WRITE);
    if (!stat.isRegular() || stat.links() > 1 || (wanted && !closeTells)) {
      outbox.change(new Change.Content(path));
    } else if (closeTells && (wanted || stat.size() > 0)) {
      // Perhaps no close will come: linked into place from a nameless file, or written over NFS.
      written(place, path);
    }
  }

  private void written(Place place, BytePath path) {
    if (!settling.touch(place, now)) {
      outbox.change(new Change.Content(path));
    }
  }

  private void fileArrived(Place place, BytePath path, PendingMoves.@Nullable Departure from) {
    if (from == null) {
      arrived(null, new Change.Content(path));
      return;
    }
    moved(from, path, false);
    if (from.unsettled) {
      written(place, path);
    }
  }

  /** A rename within the tree, or as much of it as is to be reported. */
  private void moved(PendingMoves.Departure from, BytePath path, boolean isDirectory) {
    if (options.reports(Trigger.MOVE_FROM) && options.reports(Trigger.MOVE_TO)) {
      outbox.change(new Change.Moved(from.path, path, isDirectory));
    } else {
      arrived(from, isDirectory ? new Change.Tree(path) : new Change.Content(path));
    }
  }

  /** A name that came from outside, or from a name with which it has nothing to share. */
  private void arrived(PendingMoves.@Nullable Departure from, Change change) {
    if (from != null) {
      report(Trigger.MOVE_FROM, new Change.Gone(from.path, from.directory));
    }
    report(Trigger.MOVE_TO, change);
  }

  /** What went away from here, went out of the tree: its new name would have been told by now. */
  private void comesTo(Place place) {
    moves.takeFrom(place).forEach(this::left);
  }

  private void left(PendingMoves.Departure departure) {
    if (departure.node != null && departure.node.parent() == null) {
      coverage.drop(departure.node);
    }
    report(Trigger.MOVE_FROM, new Change.Gone(departure.path, departure.directory));
  }

  private void report(Trigger trigger, Change change) {
    if (options.reports(trigger)) {
      outbox.change(change);
    }
  }

  /**
   * Does what is due.
   *
   * @param idle whether all that was read has been taken
   */
  void doDuties(long time, boolean idle) {
    now = time;
    lastDirectory = null;
    if (idle) {
      moves.takeBefore(now - PATIENCE).forEach(this::left);
    }
    settling.takeDue(now, this::settled);
    if (overflowed && now >= nextRecovery && (idle || now - overflowSince > RECOVERY)) {
      recover();
    }
    if (coverage.isDoubtful()) {
      coverage.settle(idle && now - lastChunk >= STILL);
    }
  }

  private void settled(Place place) {
    BytePath path = place.directory().path();
    if (path != null) {
      outbox.change(new Change.Content(path.resolve(place.name())));
    } else if (moves.isUnderWay(place.directory().top())) {
      settling.touch(place, now);
    }
  }

  private void recover() {
    overflowed = false;
    nextRecovery = now + RECOVERY;
    outbox.notice(WatchNotice.Kind.QUEUE_OVERFLOW, BytePath.ROOT, SystemLimits.overflow());
    moves.takeAll().forEach(this::left);
    coverage.scan(coverage.root(), true, false);
    outbox.change(new Change.Tree(BytePath.ROOT));
  }

  /** Nanoseconds until {@link #doDuties} has something to do; this much at most. */
  long untilNext(long time, long atMost) {
    long wait = settling.untilNext(time, atMost);
    if (!moves.isEmpty()) {
      wait = Math.min(wait, PATIENCE);
    }
    if (overflowed) {
      wait = Math.clamp(nextRecovery - time, 0, wait);
    }
    return coverage.isDoubtful() ? Math.min(wait, STILL) : wait;
  }

  /** Whether an event told that the root is gone. */
  boolean isRootGone() {
    return rootGone;
  }
}
