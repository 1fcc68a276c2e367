package org.jsersync.protocol.file;

/**
 * A directory that is read from: every name is looked up relative to its open descriptor, and no
 * symlink below it is followed. Safe for use by several threads.
 */
public interface SourceTree extends AutoCloseable {
  /** The absolute path that was opened. */
  BytePath root();

  /** What a name is, not following it if it is a symlink. */
  FileStat lstat(BytePath relative) throws PosixException;

  /** A symlink's target, as bytes. */
  byte[] readLink(BytePath relative) throws PosixException;

  /** Tells every name in a directory, in the kernel's order, without "." and "..". */
  void list(BytePath relative, NameVisitor visitor) throws PosixException;

  /** Opens a regular file for reading; no symlink is followed, a fifo does not block. */
  OpenFile openFile(BytePath relative) throws PosixException;

  @Override
  void close();

  /** Takes one name of a directory. */
  @FunctionalInterface
  interface NameVisitor {
    /**
     * One name.
     *
     * @param name the component's bytes; the callee owns the array
     * @param type the type bits of a mode word ({@link FileStat#DIRECTORY} …), 0 when the file
     *     system does not say
     */
    void name(byte[] name, int type) throws PosixException;
  }
}
