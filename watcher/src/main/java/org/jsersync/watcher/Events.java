package org.jsersync.watcher;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes apart what one read of inotify gave.
 *
 * <pre>  int wd | u32 mask | u32 cookie | u32 len | char name[len], padded by NULs </pre>
 */
final class Events {
  private static final int HEADER_BYTES = 16;
  private static final byte[] NO_NAME = {};

  /** Takes one event. */
  interface Handler {
    /**
     * One event.
     *
     * @param watch number of the watch; -1 for an overflow
     * @param mask what happened
     * @param cookie ties the two halves of a move
     * @param name of what it happened to, in the watched directory; empty for the directory itself
     */
    void event(int watch, int mask, int cookie, byte[] name);
  }

  private Events() {}

  static void each(byte[] chunk, Handler handler) {
    ByteBuffer in = ByteBuffer.wrap(chunk).order(ByteOrder.nativeOrder());
    int at = 0;
    while (at + HEADER_BYTES <= chunk.length) {
      int length = in.getInt(at + 12);
      int start = at + HEADER_BYTES;
      handler.event(
          in.getInt(at), in.getInt(at + 4), in.getInt(at + 8), name(chunk, start, length));
      at = start + length;
    }
  }

  private static byte[] name(byte[] chunk, int start, int length) {
    int end = start;
    while (end < start + length && chunk[end] != 0) {
      end++;
    }
    return end == start ? NO_NAME : Arrays.copyOfRange(chunk, start, end);
  }

  /** The event that says that events were lost. */
  static byte[] overflow() {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.nativeOrder())
        .putInt(-1)
        .putInt(Inotify.IN_Q_OVERFLOW)
        .array();
  }
}
