package org.jsersync.daemon.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;

/**
 * Finds the other names of files with several links, by walking the tree, since the kernel does not
 * tell them. Only when such a file turned up whose names are not all known, and so seldom that it
 * takes a tenth of one processor at most. The names found go out together then.
 */
final class HardLinkSearch {
  /** Rest after a search, as a multiple of the time that it took. */
  private static final int REST = 9;

  private final HardLinkIndex index;
  private final RootGuard guard;
  private final boolean oneFileSystem;
  private final Consumer<List<Dirty>> found;
  private final LongSupplier clock;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private boolean requested;
  private boolean stopped;

  /**
   * A search that waits to be asked for.
   *
   * @param oneFileSystem whether to stay on the root's file system
   * @param found takes the names that are to be sent, on the search's thread
   */
  HardLinkSearch(
      HardLinkIndex index,
      RootGuard guard,
      boolean oneFileSystem,
      Consumer<List<Dirty>> found,
      LongSupplier clock) {
    this.index = index;
    this.guard = guard;
    this.oneFileSystem = oneFileSystem;
    this.found = found;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("hard links").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Searches soon, if there is something to search for. */
  void request() {
    if (index.isSearchWanted()) {
      set(() -> requested = true);
    }
  }

  void stop() {
    set(() -> stopped = true);
    thread.interrupt();
  }

  private void set(Runnable change) {
    lock.lock();
    try {
      change.run();
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitRequest()) {
        long begun = clock.getAsLong();
        boolean ended = guardedSearch();
        rest((clock.getAsLong() - begun) * REST);
        if (ended) {
          // For what was moved past it.
          request();
        }
      }
    } catch (InterruptedException e) {
      // Stopped.
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitRequest() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!requested && !stopped) {
        wanted.await();
      }
      requested = false;
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private void rest(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (left > 0 && !stopped) {
        left = wanted.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A defect ends this search; what it was for is wanted still. */
  private boolean guardedSearch() {
    try {
      return search();
    } catch (RuntimeException | Error e) {
      Thread.currentThread().getUncaughtExceptionHandler().uncaughtException(thread, e);
      return false;
    }
  }

  /** Whether it came to its end. */
  private boolean search() {
    try (SourceTree tree = guard.open()) {
      index.beginSearch();
      walk(tree);
    } catch (RootGuard.SourceMissing e) {
      return false;
    }
    List<Dirty> dirty = new ArrayList<>();
    for (BytePath path : index.searched()) {
      dirty.add(new Dirty(path, What.CONTENT, clock.getAsLong()));
    }
    if (!dirty.isEmpty()) {
      found.accept(dirty);
    }
    return true;
  }

  /** What is gone or unreadable is passed over: its names are sent as files of their own. */
  private void walk(SourceTree tree) {
    ArrayDeque<BytePath> directories = new ArrayDeque<>(List.of(BytePath.ROOT));
    while (!directories.isEmpty() && !Thread.currentThread().isInterrupted()) {
      BytePath directory = directories.removeLast();
      if (!oneFileSystem || isOnRootsFileSystem(tree, directory)) {
        for (BytePath path : files(tree, directory, directories)) {
          look(tree, path, directories);
        }
      }
    }
  }

  private static boolean isOnRootsFileSystem(SourceTree tree, BytePath directory) {
    try {
      return tree.lstat(directory).device() == tree.lstat(BytePath.ROOT).device();
    } catch (PosixException e) {
      return false;
    }
  }

  private static List<BytePath> files(
      SourceTree tree, BytePath directory, ArrayDeque<BytePath> directories) {
    List<BytePath> files = new ArrayList<>();
    try {
      tree.list(
          directory,
          (name, type) -> {
            if (type == FileStat.DIRECTORY) {
              directories.add(directory.child(name));
            } else {
              files.add(directory.child(name));
            }
          });
    } catch (PosixException e) {
      return List.of();
    }
    return files;
  }

  private void look(SourceTree tree, BytePath path, ArrayDeque<BytePath> directories) {
    try {
      FileStat stat = tree.lstat(path);
      if (stat.isDirectory()) {
        directories.add(path);
      } else if (stat.links() > 1) {
        index.found(path, stat);
      }
    } catch (PosixException e) {
      // Gone since it was listed; the watcher tells that.
      return;
    }
  }
}
