package org.jsersync.daemon.mirror;

import java.time.Duration;
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
import org.jsersync.watcher.Change;
import org.jsersync.watcher.DirectoryFilter;

/**
 * Tells a {@link PathListener} which changed names all remotes have right by now. There is no
 * counting of what was sent where: whenever a batch has ended, each remote is asked about the names
 * that wait, and what is said then is what holds. That happens on a thread of its own and takes it
 * up a tenth of its time at most, however many names wait.
 */
final class ConfirmedPaths {
  /** Names that may wait; past that they are counted and not told. */
  static final int MOST = 100_000;

  /** A change waits so long for further ones of the same name, nanoseconds. */
  private static final long TOGETHER = Duration.ofMillis(20).toNanos();

  /** A name that does not stop changing is told all the same after so long, nanoseconds. */
  private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

  /** Rest after a round of questions, as a multiple of the time that it took. */
  private static final int REST = 9;

  /** The longest rest: a machine that was suspended has not worked all the time. */
  private static final long MOST_REST = Duration.ofSeconds(2).toNanos();

  /** Names that a remote is asked about at once, while its own work waits. */
  private static final int ASKED_AT_ONCE = 256;

  /** Who is asked. */
  interface Remote {
    /** Where each of these names stands. */
    List<Standing> standings(List<PendingPaths.Entry> names);
  }

  private final List<? extends Remote> remotes;
  private final PathListener listener;
  private final Consumer<String> notices;
  private final RootGuard guard;
  private final DirectoryFilter unwatched;
  private final LongSupplier clock;
  private final Thread thread = Thread.ofPlatform().daemon().name("confirmed").unstarted(this::run);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final PendingPaths pending = new PendingPaths(MOST);

  /** When the next round is due; {@link Long#MAX_VALUE}: when something happens. */
  private long due = Long.MAX_VALUE;

  /** Not before, however much happens. */
  private long notBefore = Long.MIN_VALUE;

  private boolean stopped;

  /**
   * Nothing is told before {@link #start}.
   *
   * @param remotes those of the source; complete before the start
   * @param notices takes a line for people
   * @param guard opens the source
   * @param unwatched names that are not told
   * @param clock nanoseconds, in step with {@link System#nanoTime}
   */
  ConfirmedPaths(
      List<? extends Remote> remotes,
      PathListener listener,
      Consumer<String> notices,
      RootGuard guard,
      DirectoryFilter unwatched,
      LongSupplier clock) {
    this.remotes = remotes;
    this.listener = listener;
    this.notices = notices;
    this.guard = guard;
    this.unwatched = unwatched;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  /** A name found in a directory that was made. */
  private record Found(BytePath path, boolean directory) {}

  /**
   * Takes changes from the watcher.
   *
   * @param toRemotes tells the remotes of them. In between what is in new directories is looked up:
   *     what is there before the remotes know of the directory goes with it, what comes later the
   *     watcher tells
   */
  void changes(List<Change> changes, Runnable toRemotes) {
    ArrayDeque<BytePath> made = new ArrayDeque<>();
    boolean lost = false;
    for (Change change : changes) {
      if (change instanceof Change.Tree tree) {
        lost |= tree.path().isEmpty();
        if (tree.made()) {
          made.add(tree.path());
        }
      }
    }
    List<Found> found = made.isEmpty() ? List.of() : look(made);
    toRemotes.run();
    long now = clock.getAsLong();
    lock.lock();
    try {
      changes.forEach(change -> pending.add(change, now));
      found.forEach(name -> pending.put(name.path(), name.directory(), now));
      wake(now + TOGETHER);
    } finally {
      lock.unlock();
    }
    if (lost) {
      notices.accept("changes may have been missed; plugins are not called for those");
    }
  }

  /** What cannot be read, or went meanwhile, is passed over. */
  private List<Found> look(ArrayDeque<BytePath> directories) {
    List<Found> found = new ArrayList<>();
    try (SourceTree tree = guard.open()) {
      while (!directories.isEmpty() && found.size() < MOST) {
        list(tree, directories.remove(), directories, found);
      }
    } catch (RootGuard.SourceMissing e) {
      return List.of(); // The watcher tells that, too.
    }
    return found;
  }

  private void list(
      SourceTree tree, BytePath directory, ArrayDeque<BytePath> directories, List<Found> found) {
    try {
      tree.list(
          directory,
          (name, type) -> {
            BytePath path = directory.child(name);
            boolean isDirectory =
                type == 0 ? tree.lstat(path).isDirectory() : type == FileStat.DIRECTORY;
            if (!unwatched.excluded(path, isDirectory)) {
              found.add(new Found(path, isDirectory));
              if (isDirectory) {
                directories.add(path);
              }
            }
          });
    } catch (PosixException e) {
      return;
    }
  }

  /** A remote may have more right than before. */
  void ask() {
    lock.lock();
    try {
      if (pending.size() > 0) {
        wake(clock.getAsLong());
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake(long at) {
    due = Math.min(due, at);
    asked.signal();
  }

  /** Tells what can be told, and ends; what could not, is said. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean last = false;
    while (!last) {
      last = await();
      long begun = clock.getAsLong();
      try {
        round(begun, last);
      } catch (RuntimeException | Error e) {
        // Whoever listens must not end the telling.
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
      long now = clock.getAsLong();
      notBefore = now + Math.min(REST * (now - begun), MOST_REST);
    }
  }

  /** Waits for the next round; whether it is the last one. */
  private boolean await() {
    lock.lock();
    try {
      while (!stopped) {
        long wait = due == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(due, notBefore);
        long left = wait == Long.MAX_VALUE ? wait : wait - clock.getAsLong();
        if (left <= 0) {
          break;
        }
        try {
          long ignored = asked.awaitNanos(left);
        } catch (InterruptedException e) {
          return true; // Nobody but the end of the process does that.
        }
      }
      due = Long.MAX_VALUE;
      return stopped;
    } finally {
      lock.unlock();
    }
  }

  private void round(long now, boolean last) {
    List<PendingPaths.Entry> all;
    boolean overflow;
    lock.lock();
    try {
      all = pending.all();
      overflow = pending.dropped() > 0;
    } finally {
      lock.unlock();
    }
    if (overflow) {
      notices.accept(
          MOST + " changed names wait for a remote; plugins are not called for further ones");
    }
    List<PendingPaths.Entry> old = new ArrayList<>(all.size());
    long young = Long.MAX_VALUE;
    for (PendingPaths.Entry entry : all) {
      if (last || now - entry.first >= TOGETHER) {
        old.add(entry);
      } else {
        young = Math.min(young, entry.first + TOGETHER);
      }
    }
    tell(confirmed(old, now), last);
    if (young != Long.MAX_VALUE) {
      lock.lock();
      try {
        due = Math.min(due, young);
      } finally {
        lock.unlock();
      }
    }
  }

  /** Those that nobody waits for any more. */
  private List<PendingPaths.Entry> confirmed(List<PendingPaths.Entry> waiting, long now) {
    List<PendingPaths.Entry> open = waiting;
    for (int i = 0; i < remotes.size() && !open.isEmpty(); i++) {
      List<PendingPaths.Entry> next = new ArrayList<>(open.size());
      for (int from = 0; from < open.size(); from += ASKED_AT_ONCE) {
        ask(i, open.subList(from, Math.min(open.size(), from + ASKED_AT_ONCE)), now, next);
      }
      open = next;
    }
    return open.stream().filter(entry -> remotes.isEmpty() || !entry.confirmed.isEmpty()).toList();
  }

  private void ask(
      int remote,
      List<PendingPaths.Entry> some,
      long now,
      List<PendingPaths.Entry> nobodyWaitsFor) {
    List<Standing> standings = remotes.get(remote).standings(some);
    for (int i = 0; i < some.size(); i++) {
      PendingPaths.Entry entry = some.get(i);
      Standing standing = standings.get(i);
      boolean behind = standing == Standing.BEHIND && now - entry.first >= PATIENCE;
      boolean right = standing == Standing.CONFIRMED || standing == Standing.REPEATED;
      if (right || behind) {
        entry.changesOn |= behind;
        entry.confirmed.set(remote);
      }
      if (standing == Standing.APART || entry.confirmed.get(remote)) {
        nobodyWaitsFor.add(entry);
      }
    }
  }

  private void tell(List<PendingPaths.Entry> confirmed, boolean last) {
    List<ChangedPath> told = new ArrayList<>(confirmed.size());
    long left;
    lock.lock();
    try {
      for (PendingPaths.Entry entry : confirmed) {
        if (pending.take(entry)) {
          told.add(entry.changed);
          if (entry.changesOn) {
            pending.put(entry.changed.path(), entry.changed.directory(), clock.getAsLong());
          }
        }
      }
      left = pending.size() + pending.dropped();
    } finally {
      lock.unlock();
    }
    if (!told.isEmpty()) {
      listener.confirmed(told);
    }
    if (last && left > 0) {
      notices.accept(
          "plugins were not called for so many changed names, which no remote confirmed: " + left);
    }
  }
}
