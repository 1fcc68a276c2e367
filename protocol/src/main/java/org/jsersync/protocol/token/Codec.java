package org.jsersync.protocol.token;

import org.jsersync.protocol.RsyncException;

/**
 * Compresses the literal runs of a session. A run is all literal content between two block tokens;
 * it may come in several pieces.
 */
interface Codec extends AutoCloseable {
  /** Where compressed data goes. */
  interface Chunks {
    /** The longest chunk that the framing can carry. */
    int MAX = 16_383;

    /** Sends 1 to {@link #MAX} bytes. */
    void chunk(byte[] data, int offset, int length) throws RsyncException;
  }

  /** A file begins. */
  default void beginFile() {}

  /** The next piece of a run, not empty. */
  void compress(byte[] data, int offset, int length, Chunks out) throws RsyncException;

  /** The run ends here: the receiver must be able to decompress all of it. */
  default void endRun(Chunks out) throws RsyncException {}

  /** Whether {@link #matched} must be called. */
  default boolean needsMatchedData() {
    return false;
  }

  /** The content of a matched block, between two runs. */
  default void matched(byte[] data, int offset, int length) {}

  @Override
  default void close() {}
}
