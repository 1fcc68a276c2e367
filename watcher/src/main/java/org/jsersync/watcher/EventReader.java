package org.jsersync.watcher;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jsersync.protocol.file.PosixException;

/** Empties the kernel's queue into the hand-over, on a thread that does nothing else. */
final class EventReader implements Runnable {
  private static final long BUFFER_BYTES = 128 * 1024;

  private final Inotify inotify;
  private final Handover handover;

  EventReader(Inotify inotify, Handover handover) {
    this.inotify = inotify;
    this.handover = handover;
  }

  @Override
  public void run() {
    MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
    try {
      while (!handover.isClosed()) {
        int count = inotify.read(buffer);
        if (count > 0) {
          handover.put(buffer.asSlice(0, count).toArray(JAVA_BYTE));
        } else if (count < 0 && count != -PosixException.EAGAIN && count != -PosixException.EINTR) {
          // The kernel is short of memory: events may be missing, so say that they are.
          handover.put(Events.overflow());
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
