package org.jsersync.protocol.checksum;

import java.io.IOException;
import java.util.Arrays;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file's content that is in memory: {@link #data} up to {@link #end}. Every byte is
 * hashed when it comes in. A file that ends too soon, or cannot be read on, is filled up with zeros
 * (03-transfer, section 8). Reused from file to file; used by one thread.
 */
final class Window {
  /** Bytes read at once, at least; small enough to stay in the processor's cache. */
  private static final int CHUNK = 1 << 18;

  private static final int MAX_CHUNK = 1 << 20;

  private final FileHasher hasher;
  private byte[] data = new byte[CHUNK];
  private int end;
  private long base;
  private long unread;
  private int capacity;
  private boolean complete;
  private @Nullable IOException failure;
  private ContentSource source = (buffer, offset, length) -> -1;

  Window(FileHasher hasher) {
    this.hasher = hasher;
  }

  /**
   * Begins a file; nothing is read yet.
   *
   * @param size bytes that the file shall have
   * @param blockLength so many bytes stay in memory besides what is read
   */
  void begin(ContentSource from, long size, int blockLength) {
    hasher.begin(size);
    source = from;
    unread = size;
    end = 0;
    base = 0;
    complete = true;
    failure = null;
    capacity = blockLength + Math.clamp(3L * blockLength, CHUNK, MAX_CHUNK);
    if (data.length < capacity) {
      data = new byte[capacity];
    }
  }

  /** Whether the end of the file is in memory. */
  boolean last() {
    return unread == 0;
  }

  /** Drops the bytes before {@code from}, which becomes index 0, and reads as much as fits. */
  void advance(int from) throws RsyncException {
    System.arraycopy(data, from, data, 0, end - from);
    end -= from;
    base += from;
    int wanted = (int) Math.min(capacity, end + unread);
    int filled = complete ? read(end, wanted) : end;
    if (filled < wanted) {
      complete = false;
      Arrays.fill(data, filled, wanted, (byte) 0);
    }
    hasher.update(data, end, wanted - end);
    unread -= wanted - end;
    end = wanted;
  }

  /** Reads up to index {@code wanted}; returns where it had to stop. */
  private int read(int from, int wanted) throws RsyncException {
    int filled = from;
    try {
      while (filled < wanted) {
        int n = source.read(data, filled, wanted - filled);
        if (n < 0) {
          break;
        }
        filled += n;
      }
    } catch (RsyncException e) {
      throw e;
    } catch (IOException e) {
      failure = e;
    }
    return filled;
  }

  byte[] data() {
    return data;
  }

  /** Index behind the last byte in memory. */
  int end() {
    return end;
  }

  /** Where index 0 is in the file. */
  long base() {
    return base;
  }

  /** Whether all bytes came from the source. */
  boolean complete() {
    return complete;
  }

  /** What the source threw, if it did. */
  @Nullable IOException failure() {
    return failure;
  }
}
