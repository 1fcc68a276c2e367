package org.jsersync.protocol.checksum;

/** The strong sum of a block, compared where it lies. Used by one thread. */
public interface BlockHasher {
  /** Sums up a block and remembers the result for {@link #matches}. */
  void hash(byte[] data, int offset, int length);

  /**
   * Whether the last block's sum begins with these bytes.
   *
   * @param sums stored sums
   * @param offset where the block's sum begins
   * @param length how many bytes of it are stored, at most the digest's length
   */
  boolean matches(byte[] sums, int offset, int length);
}
