package org.jsersync.protocol.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands what was received from the event loop to the reading thread. Bounded: past the high mark
 * the event loop stops reading the socket until the low mark is reached (01-session, section 5.4).
 */
final class InboundQueue {
  /** Bytes waiting at which reading stops, and at which it goes on. */
  static final int HIGH = 8 << 20;

  static final int LOW = 4 << 20;

  /**
   * The high mark while our own thread waits to write: the daemon may be unable to read before we
   * take what it has to say.
   */
  static final int HIGH_WHILE_WRITING = 64 << 20;

  /** What an entry costs beyond its bytes, roughly; bounds many tiny frames. */
  private static final long OVERHEAD = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Inbound> items = new ArrayDeque<>();
  private final Runnable resume;
  private Inbound.@Nullable End end;
  private long waiting;
  private boolean paused;
  private boolean discarding;
  private boolean writing;

  /**
   * An empty queue.
   *
   * @param resume makes the event loop read the socket again
   */
  InboundQueue(Runnable resume) {
    this.resume = resume;
  }

  /** Appends; while discarding, the item is dropped. */
  void add(Inbound item) {
    lock.lock();
    try {
      if (discarding) {
        release(item);
        return;
      }
      items.addLast(item);
      waiting += cost(item);
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nothing more will come; what is there can still be taken. The first cause counts, also when the
   * daemon had closed before: bytes that came earlier may turn out wrong later.
   */
  void end(@Nullable Throwable cause) {
    lock.lock();
    try {
      if (end == null || end.cause() == null) {
        end = new Inbound.End(cause);
        arrived.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the daemon has said nothing that was not taken, and may still say something. */
  boolean isQuiet() {
    lock.lock();
    try {
      return end == null && items.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is there and whatever comes; with a cause, readers get it at once. */
  void discard(@Nullable Throwable cause) {
    lock.lock();
    try {
      discarding = true;
      items.forEach(InboundQueue::release);
      items.clear();
      waiting = 0;
      if (cause != null) {
        end = new Inbound.End(cause);
      }
      arrived.signalAll();
      resumeIfLow();
    } finally {
      lock.unlock();
    }
  }

  /** The next item or the end; null if there is nothing yet. */
  @Nullable Inbound poll() {
    lock.lock();
    try {
      Inbound item = items.pollFirst();
      if (item == null) {
        return end;
      }
      waiting -= cost(item);
      resumeIfLow();
      return item;
    } finally {
      lock.unlock();
    }
  }

  /** The next item or the end; null if nothing came in that time. */
  @Nullable Inbound take(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (items.isEmpty() && end == null) {
        if (left <= 0) {
          return null;
        }
        left = arrived.awaitNanos(left);
      }
      return poll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end, whatever comes before; whether it came. */
  boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = unit.toNanos(time);
      while (end == null) {
        if (left <= 0) {
          return false;
        }
        left = arrived.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all out, to be read again as frames. */
  List<Inbound> takeAll() {
    lock.lock();
    try {
      List<Inbound> all = new ArrayList<>(items);
      items.clear();
      waiting = 0;
      resumeIfLow();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Whether reading must stop now; if so, {@link #resume} is called once there is room. */
  boolean pauseIfFull() {
    lock.lock();
    try {
      paused |= waiting >= (writing ? HIGH_WHILE_WRITING : HIGH);
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /** Our thread waits to write, or does no longer. */
  void writing(boolean now) {
    lock.lock();
    try {
      writing = now;
      if (now && paused && waiting < HIGH_WHILE_WRITING) {
        paused = false;
        resume.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private void resumeIfLow() {
    if (paused && waiting <= LOW) {
      paused = false;
      resume.run();
    }
  }

  private static long cost(Inbound item) {
    return OVERHEAD + item.size();
  }

  private static void release(Inbound item) {
    if (item instanceof Inbound.Data data) {
      data.bytes().release();
    }
  }
}
