package org.jsersync.protocol.token;

import org.jsersync.protocol.RsyncException;

/**
 * Writes the tokens of one file after the other. One per session, because a codec's state may
 * outlive a file. Used by one thread.
 */
public interface TokenWriter extends AutoCloseable {
  /** Begins a file. */
  void beginFile() throws RsyncException;

  /** The next bytes of the output; each call is one run. An empty run is nothing. */
  void literal(byte[] data, int offset, int length) throws RsyncException;

  /**
   * The next bytes of the output are a block of the basis.
   *
   * @param block its number, from 0
   * @param data where its content begins, if {@link #needsMatchedData}; else not looked at
   * @param offset where in the array
   * @param length bytes of the block
   */
  void match(int block, byte[] data, int offset, int length) throws RsyncException;

  /** Ends the file's tokens; the file's sum is not part of them. */
  void endFile() throws RsyncException;

  /** Whether the codec keeps matched blocks as history. */
  boolean needsMatchedData();

  /** Frees native memory; the stream needs no closing mark. */
  @Override
  void close();
}
