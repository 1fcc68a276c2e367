package org.jsersync.protocol.checksum;

/** Sums up one whole file after the other, in the order of its bytes. Used by one thread. */
public interface FileHasher {
  /**
   * Begins a file.
   *
   * @param size how many bytes are to be expected; more or fewer may come
   */
  void begin(long size);

  /** Adds the next bytes. */
  void update(byte[] data, int offset, int length);

  /** The sum in wire order; afterwards a {@link #begin} is due. */
  byte[] digest();
}
