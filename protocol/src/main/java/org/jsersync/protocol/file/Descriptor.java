package org.jsersync.protocol.file;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor that several threads may use while one closes it: it is closed when the last
 * use ends, so that its number never names another file in the middle of a call.
 */
final class Descriptor {
  private static final int CLOSED = Integer.MIN_VALUE;

  /** Uses under way; {@link #CLOSED} is added once, when closing is asked for. */
  private final AtomicInteger uses = new AtomicInteger();

  private final int fd;
  private final BytePath path;

  /** Owns the descriptor from here on; the path is for messages. */
  Descriptor(int fd, BytePath path) {
    this.fd = fd;
    this.path = path;
  }

  /**
   * Begins a use; end it by {@link #release}.
   *
   * @throws IllegalStateException if it was closed
   */
  int use() {
    if (uses.getAndUpdate(n -> n < 0 ? n : n + 1) < 0) {
      throw new IllegalStateException(path + " was closed");
    }
    return fd;
  }

  void release() {
    if (uses.decrementAndGet() == CLOSED) {
      FileCalls.close(fd);
    }
  }

  void close() {
    if (uses.getAndUpdate(n -> n < 0 ? n : n + CLOSED) == 0) {
      FileCalls.close(fd);
    }
  }
}
