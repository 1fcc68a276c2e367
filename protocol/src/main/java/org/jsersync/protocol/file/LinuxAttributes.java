package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Extended attributes of a name in an open directory. The calls take no descriptor of a directory
 * (before Linux 6.13), and none that was opened as a place: so the path goes by /proc/self/fd,
 * which is the open directory itself, and the name behind it is not followed.
 */
final class LinuxAttributes {
  private static final String DESCRIPTORS = "/proc/self/fd";
  private static final BufferPool BUFFERS = new BufferPool(ExtendedAttributes.MOST_BYTES, 16);

  private LinuxAttributes() {}

  /** All names, as {@link ExtendedAttributes#names}; the directory is for messages. */
  static List<byte[]> names(Scratch scratch, int dirfd, byte[] name, BytePath directory)
      throws PosixException {
    MemorySegment path = path(scratch, "llistxattr", dirfd, name, directory);
    MemorySegment buffer = BUFFERS.take();
    try {
      int filled = FileCalls.llistxattr(scratch, path, buffer);
      if (filled == -PosixException.EOPNOTSUPP) {
        return List.of();
      }
      if (filled < 0) {
        throw failure(scratch, "llistxattr", directory.child(name), -filled);
      }
      return filled == 0 ? List.of() : NulText.words(buffer.asSlice(0, filled).toArray(JAVA_BYTE));
    } finally {
      BUFFERS.give(buffer);
    }
  }

  /** A value, as {@link ExtendedAttributes#value}; the directory is for messages. */
  static byte @Nullable [] value(
      Scratch scratch, int dirfd, byte[] name, byte[] attribute, BytePath directory)
      throws PosixException {
    MemorySegment path = path(scratch, "lgetxattr", dirfd, name, directory);
    MemorySegment asked = scratch.result();
    if (attribute.length >= asked.byteSize()) {
      throw Libc.failure("lgetxattr", directory.child(name), PosixException.ENAMETOOLONG);
    }
    MemorySegment.copy(attribute, 0, asked, JAVA_BYTE, 0, attribute.length);
    asked.set(JAVA_BYTE, attribute.length, (byte) 0);
    MemorySegment buffer = BUFFERS.take();
    try {
      int filled = FileCalls.lgetxattr(scratch, path, asked, buffer);
      if (filled == -PosixException.ENODATA || filled == -PosixException.EOPNOTSUPP) {
        return null;
      }
      if (filled < 0) {
        throw failure(scratch, "lgetxattr", directory.child(name), -filled);
      }
      return buffer.asSlice(0, filled).toArray(JAVA_BYTE);
    } finally {
      BUFFERS.give(buffer);
    }
  }

  private static MemorySegment path(
      Scratch scratch, String call, int dirfd, byte[] name, BytePath directory)
      throws PosixException {
    byte[] prefix = (DESCRIPTORS + "/" + dirfd + "/").getBytes(StandardCharsets.US_ASCII);
    byte[] path = Arrays.copyOf(prefix, prefix.length + name.length);
    if (path.length >= Scratch.PATH_LIMIT) {
      throw Libc.failure(call, directory.child(name), PosixException.ENAMETOOLONG);
    }
    System.arraycopy(name, 0, path, prefix.length, name.length);
    return scratch.name(path);
  }

  /** Without /proc every name would look as if it were gone. */
  private static PosixException failure(Scratch scratch, String call, BytePath path, int errno) {
    byte[] descriptors = DESCRIPTORS.getBytes(StandardCharsets.US_ASCII);
    if (errno == PosixException.ENOENT
        && FileCalls.statx(scratch, FileCalls.AT_FDCWD, scratch.name(descriptors)) < 0) {
      return new PosixException(
          call, path, PosixException.ENOSYS, DESCRIPTORS + " is needed, and is not there");
    }
    return Libc.failure(call, path, errno);
  }
}
