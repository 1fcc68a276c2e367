package org.jsersync.protocol.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The extended attributes of one name; if it is a symlink, its own. */
public interface ExtendedAttributes {
  /** Longest value that Linux knows, bytes. */
  int MOST_BYTES = 64 * 1024;

  /** Of a tree that has none. */
  ExtendedAttributes NONE =
      new ExtendedAttributes() {
        @Override
        public List<byte[]> names() {
          return List.of();
        }

        @Override
        public byte @Nullable [] value(byte[] attribute) {
          return null;
        }
      };

  /**
   * The names of all that this process may see, in the kernel's order; the caller owns the arrays.
   * None where the file system has no such thing.
   */
  List<byte[]> names() throws PosixException;

  /** A value, at most {@link #MOST_BYTES} long; null if there is none of this name. */
  byte @Nullable [] value(byte[] attribute) throws PosixException;
}
