package org.jsersync.watcher;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the reader has read and the tracker has not yet taken: a bounded queue that can be closed
 * from outside. When it is full the reader waits and the kernel's own queue takes over.
 */
final class Handover {
  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
  private boolean closed;

  Handover(int limit) {
    this.limit = limit;
  }

  /** Waits for room; does nothing once closed. */
  void put(byte[] chunk) throws InterruptedException {
    lock.lock();
    try {
      while (chunks.size() >= limit && !closed) {
        changed.await();
      }
      chunks.add(chunk);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next chunk; null if none came in this time or it was closed. */
  byte @Nullable [] take(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (chunks.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      changed.signalAll();
      return closed ? null : chunks.poll();
    } finally {
      lock.unlock();
    }
  }

  boolean isEmpty() {
    lock.lock();
    try {
      return chunks.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
