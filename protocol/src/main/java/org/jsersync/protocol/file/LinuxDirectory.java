package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import org.jsersync.protocol.file.SourceTree.NameVisitor;

/** An open directory by Linux system calls: each name is looked at relative to its descriptor. */
final class LinuxDirectory implements OpenDirectory {
  private static final BufferPool LISTINGS = new BufferPool(32 * 1024, 16);

  // struct dirent64: u64 d_ino, s64 d_off, u16 d_reclen, u8 d_type, char d_name[]
  private static final long ENTRY_LENGTH = 16;
  private static final long ENTRY_TYPE = 18;
  private static final long ENTRY_NAME = 19;
  private static final int TYPE_SHIFT = 12;

  private final BytePath path;
  private final Descriptor descriptor;

  /** Owns the descriptor from here on; the path is for messages. */
  LinuxDirectory(BytePath path, int fd) {
    this.path = path;
    this.descriptor = new Descriptor(fd, path);
  }

  @Override
  public void list(NameVisitor visitor) throws PosixException {
    int fd = descriptor.use();
    MemorySegment buffer = LISTINGS.take();
    try (Scratch scratch = Scratch.take()) {
      while (true) {
        int filled = FileCalls.getdents64(scratch, fd, buffer);
        if (filled < 0) {
          throw Libc.failure("readdir", path, -filled);
        }
        if (filled == 0) {
          return;
        }
        visit(buffer.asSlice(0, filled), visitor);
      }
    } finally {
      LISTINGS.give(buffer);
      descriptor.release();
    }
  }

  private static void visit(MemorySegment entries, NameVisitor visitor) throws PosixException {
    long at = 0;
    while (at < entries.byteSize()) {
      int length = entries.get(JAVA_SHORT, at + ENTRY_LENGTH) & 0xffff;
      int type = entries.get(JAVA_BYTE, at + ENTRY_TYPE) << TYPE_SHIFT;
      byte[] name = new byte[nameLength(entries, at + ENTRY_NAME, at + length)];
      MemorySegment.copy(entries, JAVA_BYTE, at + ENTRY_NAME, name, 0, name.length);
      at += length;
      if (!isDots(name)) {
        visitor.name(name, type);
      }
    }
  }

  private static int nameLength(MemorySegment entries, long from, long to) {
    long end = from;
    while (end < to && entries.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    return (int) (end - from);
  }

  private static boolean isDots(byte[] name) {
    return name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
  }

  @Override
  public FileStat lstat(byte[] name) throws PosixException {
    int fd = descriptor.use();
    try (Scratch scratch = Scratch.take()) {
      int result = FileCalls.statx(scratch, fd, scratch.name(name));
      if (result < 0) {
        throw Libc.failure("lstat", path.child(name), -result);
      }
      return StatxLayout.read(scratch.result());
    } finally {
      descriptor.release();
    }
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
