package org.jsersync.watcher;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jsersync.protocol.file.PosixException;

/**
 * Empties the kernel's queue into the hand-over, on a thread that does nothing else. When it
 * cannot, events may be missing, and it says that they are.
 */
final class EventReader implements Runnable {
  private static final long BUFFER_BYTES = 128 * 1024;

  /** Nanoseconds between two readings that belong to one burst. */
  private static final long BURST = 2_000_000;

  /**
   * Nanoseconds that a burst gathers: a wake-up for every event costs more than the events, and the
   * kernel merges those that repeat while nobody reads them.
   */
  private static final long BREATH = 500_000;

  /** {@link Inotify#read}. */
  @FunctionalInterface
  interface Source {
    int read(MemorySegment buffer);
  }

  private final Source source;
  private final Handover handover;

  EventReader(Source source, Handover handover) {
    this.source = source;
    this.handover = handover;
  }

  @Override
  public void run() {
    MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
    long last = System.nanoTime();
    try {
      while (!handover.isClosed()) {
        if (!readOnce(buffer)) {
          handover.put(Events.overflow());
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        if (System.nanoTime() - last < BURST) {
          LockSupport.parkNanos(BREATH);
        }
        last = System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns false if the kernel is short of memory, or we are, or something unforeseen failed. */
  private boolean readOnce(MemorySegment buffer) throws InterruptedException {
    try {
      int count = source.read(buffer);
      if (count > 0) {
        handover.put(buffer.asSlice(0, count).toArray(JAVA_BYTE));
      }
      return count >= 0 || count == -PosixException.EAGAIN || count == -PosixException.EINTR;
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      return false;
    }
  }
}
