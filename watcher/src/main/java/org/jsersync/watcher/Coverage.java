package org.jsersync.watcher;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Which directories are watched, and the name by which each is known. Used by the tracker only.
 *
 * <p>Events tell the past, paths lead to the present: by the time that "directory x was made" is
 * read, x may be another directory, or one above it may have been renamed. Three rules keep the two
 * together:
 *
 * <ul>
 *   <li>Watch first, then list, then see that the path still leads to what was watched: nothing
 *       slips in between.
 *   <li>The kernel gives one number to one directory, by whatever path it is reached. So adding a
 *       watch tells which directory is at a path now; if it is one that is known by another name,
 *       it has moved.
 *   <li>Where a path did not lead where it should, the directory is looked at again after the next
 *       events, which must tell the reason ({@link #settle}).
 * </ul>
 */
final class Coverage {
  /** What came of looking at a name. */
  enum Arrival {
    /** The directory there was known by this name. */
    KNOWN,
    /** It was not, and is from now on. */
    NEW,
    /** There is one, but it cannot be watched. */
    UNWATCHED,
    /** There is none now. */
    ABSENT
  }

  private static final int ELOOP = PosixException.ELOOP;

  private final WatchCalls calls;
  private final int mask;
  private final BytePath rootPath;
  private final Unwatched unwatched;
  private final Outbox outbox;
  private final Map<Integer, Directory> byWatch = new HashMap<>();

  /** Directories whose path did not lead to them. */
  private final Set<Directory> doubtful = new LinkedHashSet<>();

  private final SourceTree tree;
  private final Listing listing;
  private final Directory root;

  /** The only file system that is watched; null if all are. */
  private final @Nullable Long device;

  /**
   * Watches the root alone; {@link #scan} does the rest.
   *
   * @throws IOException if it is no directory, or cannot be watched
   */
  Coverage(
      WatchCalls calls, WatchOptions options, BytePath rootPath, Unwatched unwatched, Outbox outbox)
      throws IOException {
    this.calls = calls;
    this.mask = Tracker.mask(options);
    this.rootPath = rootPath;
    this.unwatched = unwatched;
    this.outbox = outbox;
    // The root's own path may lead through symlinks, and be one.
    int watch = calls.add(rootPath, rootMask());
    if (watch == -PosixException.ENOSPC) {
      throw new IOException(rootPath + ": " + SystemLimits.noWatch());
    }
    if (watch < 0) {
      throw Libc.failure("inotify_add_watch", rootPath, -watch);
    }
    root = Directory.root(watch);
    byWatch.put(watch, root);
    tree = SourceTree.open(rootPath);
    listing = new Listing(tree, options.exclude());
    device = options.oneFileSystem() ? (Long) tree.lstat(BytePath.ROOT).device() : null;
  }

  private int rootMask() {
    return (mask & ~Inotify.IN_DONT_FOLLOW) | Inotify.IN_DELETE_SELF | Inotify.IN_MOVE_SELF;
  }

  Directory root() {
    return root;
  }

  @Nullable Directory at(int watch) {
    return byWatch.get(watch);
  }

  int size() {
    return byWatch.size();
  }

  FileStat lstat(BytePath path) throws PosixException {
    return tree.lstat(path);
  }

  /**
   * Looks at a name that should be a directory's, and if it is a new one, watches all below it.
   *
   * @return what there is
   */
  Arrival welcome(Directory parent, BytePath name) {
    Arrival arrival = arrive(parent, name);
    Directory there = parent.child(name);
    if (arrival == Arrival.NEW && there != null) {
      scan(there, false, false);
    }
    return arrival;
  }

  private Arrival arrive(Directory parent, BytePath name) {
    BytePath above = parent.path();
    if (above == null) {
      return Arrival.ABSENT;
    }
    BytePath path = above.resolve(name);
    if (device != null && isElsewhere(path)) {
      Directory under = parent.child(name);
      if (under != null) {
        drop(under);
      }
      return Arrival.ABSENT;
    }
    int watch = calls.add(rootPath.resolve(path), mask);
    if (watch < 0) {
      return refused(parent, path, -watch);
    }
    Directory here = parent.child(name);
    Directory known = byWatch.get(watch);
    if (known != null && known != here && known.path() != null) {
      if (known.isRoot() || isAt(known)) {
        return alias(parent, path, known);
      }
      doubt(known.parent());
      if (parent.isBelow(known)) {
        // Nothing lies in itself: what is above here has moved, too. All of it is found anew.
        drop(known);
        return Arrival.ABSENT;
      }
    }
    if (!unwatched.isEmpty()) {
      unwatched.remove(path);
    }
    if (known != null && known == here) {
      return Arrival.KNOWN;
    }
    if (here != null) {
      drop(here);
    }
    Directory arrived = known != null ? known : Directory.loose(watch, name);
    byWatch.put(watch, arrived);
    arrived.hang(parent, name);
    return Arrival.NEW;
  }

  /** Whether another file system than the watched one is mounted there. */
  private boolean isElsewhere(BytePath path) {
    try {
      return device != null && device != tree.lstat(path).device();
    } catch (PosixException e) {
      return false;
    }
  }

  private Arrival refused(Directory parent, BytePath path, int errno) {
    if (isAbsence(errno)) {
      if (!leadsTo(parent)) {
        doubt(parent);
      }
      return Arrival.ABSENT;
    }
    unwatched.refused(path, errno);
    return Arrival.UNWATCHED;
  }

  private static boolean isAbsence(int errno) {
    return errno == PosixException.ENOENT || errno == PosixException.ENOTDIR || errno == ELOOP;
  }

  /**
   * One directory by two names, as bind mounts make it: the kernel watches it only once. Looked at
   * again, because a rename between two looks makes it seem so.
   */
  private Arrival alias(Directory parent, BytePath path, Directory known) {
    if (look(path, mask) != known.watch() || !isPlain(path) || !isAt(known)) {
      doubt(parent);
      return Arrival.ABSENT;
    }
    unwatched.add(path, "it is the same directory as " + known.path() + " (a bind mount?)");
    return Arrival.UNWATCHED;
  }

  private void doubt(@Nullable Directory directory) {
    if (directory != null) {
      doubtful.add(directory);
    }
  }

  /** Whether a directory's path leads to it now. */
  boolean leadsTo(Directory directory) {
    BytePath path = directory.path();
    if (path == null) {
      return false;
    }
    return look(path, directory.isRoot() ? rootMask() : mask) == directory.watch();
  }

  /** Whether a directory is where its path says, and not only reached there through a symlink. */
  private boolean isAt(Directory directory) {
    BytePath path = directory.path();
    return path != null && isPlain(path) && leadsTo(directory);
  }

  private boolean isPlain(BytePath path) {
    try {
      return tree.lstat(path).isDirectory();
    } catch (PosixException e) {
      return false;
    }
  }

  /** The number of the directory that a path leads to now; one that is not ours stays so. */
  private int look(BytePath path, int maskThere) {
    int found = calls.add(rootPath.resolve(path), maskThere);
    if (found >= 0 && !byWatch.containsKey(found)) {
      calls.remove(found);
    }
    return found;
  }

  /**
   * Hangs a directory that was moved under its new name, with all below it.
   *
   * @param moved out of the tree since it left its old name
   * @param parent where it went
   * @param name its name there
   * @return false if by now another directory is there; then that one is watched as a new one, and
   *     the moved one is out of watch unless its old name still leads to it
   */
  boolean rehang(Directory moved, Directory oldParent, Directory parent, BytePath name) {
    BytePath above = parent.path();
    if (above == null) {
      doubt(oldParent);
      drop(moved);
      return false;
    }
    int watch = calls.add(rootPath.resolve(above.resolve(name)), mask);
    // If the path leads nowhere by now, the events to come tell where the directory went from here.
    if (watch < 0 || watch == moved.watch()) {
      Directory here = parent.child(name);
      if (here != null && here != moved) {
        drop(here);
      }
      moved.hang(parent, name);
      return true;
    }
    BytePath oldName = moved.name();
    welcome(parent, name);
    if (moved.parent() == null) {
      welcome(oldParent, oldName);
    }
    if (moved.parent() == null) {
      drop(moved);
    }
    return false;
  }

  /** Takes a directory and all below it out of the tree and out of watch. */
  void drop(Directory directory) {
    directory.unhang();
    Deque<Directory> todo = new ArrayDeque<>();
    todo.push(directory);
    while (!todo.isEmpty()) {
      Directory next = todo.pop();
      todo.addAll(next.children());
      doubtful.remove(next);
      if (byWatch.remove(next.watch(), next)) {
        calls.remove(next.watch());
      }
    }
  }

  private record Visit(Directory directory, boolean tell) {}

  /**
   * Lists a directory, watches the subdirectories that are not watched yet and all below those, and
   * drops those that are gone.
   *
   * @param deep whether to look into the subdirectories that are known, too
   * @param tell whether to report those that were not known
   */
  void scan(Directory from, boolean deep, boolean tell) {
    Deque<Visit> todo = new ArrayDeque<>();
    todo.push(new Visit(from, tell));
    while (!todo.isEmpty()) {
      Visit visit = todo.pop();
      Directory directory = visit.directory();
      BytePath path = directory.path();
      List<BytePath> names = path == null ? null : subdirectories(directory, path);
      if (!leadsTo(directory)) {
        doubt(directory);
      } else if (path != null && names != null) {
        dropAllBut(names, directory);
        for (BytePath name : names) {
          Arrival arrival = arrive(directory, name);
          boolean isNew = arrival == Arrival.NEW;
          if (visit.tell() && (isNew || arrival == Arrival.UNWATCHED)) {
            outbox.change(new Change.Tree(path.resolve(name)));
          }
          Directory child = directory.child(name);
          if (child != null && (isNew || (deep && arrival == Arrival.KNOWN))) {
            todo.push(new Visit(child, visit.tell() && !isNew));
          }
        }
      }
    }
  }

  private void dropAllBut(List<BytePath> names, Directory directory) {
    if (!directory.children().isEmpty()) {
      Set<BytePath> listed = Set.copyOf(names);
      for (Directory child : List.copyOf(directory.children())) {
        if (!listed.contains(child.name())) {
          drop(child);
        }
      }
    }
  }

  /** The names to watch in a directory; null if it cannot be listed. */
  private @Nullable List<BytePath> subdirectories(Directory directory, BytePath path) {
    try {
      return listing.subdirectories(path);
    } catch (PosixException e) {
      if (isAbsence(e.errno())) {
        doubt(directory);
      } else {
        unwatched.add(path, e.reason());
      }
      return null;
    }
  }

  /** Whether {@link #settle} has something to do. */
  boolean isDoubtful() {
    return !doubtful.isEmpty();
  }

  /**
   * Looks again at the directories whose path did not lead to them.
   *
   * @param last whether all events were taken, so that nothing will tell more about them
   */
  void settle(boolean last) {
    for (Directory directory : List.copyOf(doubtful)) {
      doubtful.remove(directory);
      BytePath path = directory.path();
      Directory parent = directory.parent();
      if (path == null) {
        continue;
      }
      if (parent != null && arrive(parent, directory.name()) == Arrival.NEW) {
        outbox.change(new Change.Tree(path));
      }
      Directory now = parent == null ? directory : parent.child(directory.name());
      if (now != null) {
        scan(now, false, true);
      }
      if (last && doubtful.remove(directory)) {
        outbox.change(new Change.Tree(path));
      }
    }
  }

  /** Tries again to watch what could not be watched. */
  void retryUnwatched() {
    if (unwatched.isClipped()) {
      unwatched.clear();
      scan(root, true, true);
    }
    for (BytePath path : unwatched.list()) {
      Directory parent = find(path.parent());
      Arrival arrival = parent == null ? Arrival.ABSENT : welcome(parent, BytePath.of(path.name()));
      if (arrival != Arrival.UNWATCHED) {
        unwatched.remove(path);
      }
      if (arrival == Arrival.NEW) {
        outbox.change(new Change.Tree(path));
      }
    }
  }

  private @Nullable Directory find(@Nullable BytePath path) {
    if (path == null || path.isEmpty()) {
      return path == null ? null : root;
    }
    Directory parent = find(path.parent());
    return parent == null ? null : parent.child(BytePath.of(path.name()));
  }

  /** Ends all watches. */
  void close() {
    drop(root);
    unwatched.clear();
    tree.close();
  }
}
