package org.jsersync.protocol.file;

import org.jsersync.protocol.file.SourceTree.NameVisitor;

/** A directory open for looking at what is in it. Used by one thread. */
public interface OpenDirectory extends AutoCloseable {
  /** Tells every name in it, once, in the kernel's order, without "." and "..". */
  void list(NameVisitor visitor) throws PosixException;

  /** What a name in it is, not following it if it is a symlink. */
  FileStat lstat(byte[] name) throws PosixException;

  /** The extended attributes of a name in it; to be asked for while this is open. */
  ExtendedAttributes attributes(byte[] name);

  @Override
  void close();
}
