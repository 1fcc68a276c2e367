package org.jsersync.protocol.file;

/** A regular file open for reading. Used by one thread. */
public interface OpenFile extends AutoCloseable {
  /** What the descriptor showed when it was opened. */
  FileStat opened();

  /** What the descriptor shows now. */
  FileStat stat() throws PosixException;

  /**
   * Reads from the current position.
   *
   * @return the number of bytes read, at least 1; -1 at the end of the file
   */
  int read(byte[] buffer, int offset, int length) throws PosixException;

  @Override
  void close();
}
