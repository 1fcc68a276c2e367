package org.jsersync.protocol.checksum;

/** Sums up one whole file after the other, in the order of its bytes. Used by one thread. */
public interface FileHasher {
  /** Begins a file. A new hasher has begun one already. */
  void reset();

  /** Adds the next bytes. */
  void update(byte[] data, int offset, int length);

  /** The sum in wire order; afterwards a {@link #reset} is due. */
  byte[] digest();
}
