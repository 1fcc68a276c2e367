package org.jsersync.protocol.file;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ArrayBlockingQueue;

/** Native buffers of one size, kept for the next call; more than the pool keeps are collected. */
final class BufferPool {
  private final int bytes;
  private final ArrayBlockingQueue<MemorySegment> idle;

  BufferPool(int bytes, int kept) {
    this.bytes = bytes;
    this.idle = new ArrayBlockingQueue<>(kept);
  }

  MemorySegment take() {
    MemorySegment buffer = idle.poll();
    return buffer != null ? buffer : Arena.ofAuto().allocate(bytes, Long.BYTES);
  }

  void give(MemorySegment buffer) {
    idle.offer(buffer);
  }
}
