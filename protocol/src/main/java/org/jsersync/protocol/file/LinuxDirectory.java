package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.file.SourceTree.NameVisitor;
import org.jspecify.annotations.Nullable;

/**
 * An open directory by Linux system calls: each name is looked at relative to its descriptor. What
 * is native is copied and looked at then, which takes a quick compiler a fraction of the time.
 */
final class LinuxDirectory implements OpenDirectory {
  private static final BufferPool LISTINGS = new BufferPool(32 * 1024, 16);

  // struct dirent64: u64 d_ino, s64 d_off, u16 d_reclen, u8 d_type, char d_name[]
  private static final int ENTRY_LENGTH = 16;
  private static final int ENTRY_TYPE = 18;
  private static final int ENTRY_NAME = 19;
  private static final int TYPE_SHIFT = 12;

  private final BytePath path;
  private final Scratch scratch = Scratch.take();
  private int fd;

  /** Owns the descriptor from here on; the path is for messages. */
  LinuxDirectory(BytePath path, int fd) {
    this.path = path;
    this.fd = fd;
  }

  @Override
  public void list(NameVisitor visitor) throws PosixException {
    MemorySegment buffer = LISTINGS.take();
    try {
      while (true) {
        int filled = FileCalls.getdents64(scratch, fd, buffer);
        if (filled < 0) {
          throw Libc.failure("readdir", path, -filled);
        }
        if (filled == 0) {
          return;
        }
        visit(buffer.asSlice(0, filled).toArray(JAVA_BYTE), visitor);
      }
    } finally {
      LISTINGS.give(buffer);
    }
  }

  private static void visit(byte[] entries, NameVisitor visitor) throws PosixException {
    int at = 0;
    while (at < entries.length) {
      int length =
          (entries[at + ENTRY_LENGTH] & 0xff) | ((entries[at + ENTRY_LENGTH + 1] & 0xff) << 8);
      int type = entries[at + ENTRY_TYPE] << TYPE_SHIFT;
      int from = at + ENTRY_NAME;
      at += length;
      byte[] name = Arrays.copyOfRange(entries, from, nameEnd(entries, from, at));
      if (!isDots(name)) {
        visitor.name(name, type);
      }
    }
  }

  private static int nameEnd(byte[] entries, int from, int limit) {
    int end = from;
    while (end < limit && entries[end] != 0) {
      end++;
    }
    return end;
  }

  private static boolean isDots(byte[] name) {
    return name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
  }

  @Override
  public FileStat lstat(byte[] name) throws PosixException {
    int result = FileCalls.statx(scratch, fd, scratch.name(name));
    if (result < 0) {
      throw Libc.failure("lstat", path.child(name), -result);
    }
    return StatxLayout.read(scratch);
  }

  @Override
  public ExtendedAttributes attributes(byte[] name) {
    return new ExtendedAttributes() {
      @Override
      public List<byte[]> names() throws PosixException {
        return LinuxAttributes.names(scratch, fd, name, path);
      }

      @Override
      public byte @Nullable [] value(byte[] attribute) throws PosixException {
        return LinuxAttributes.value(scratch, fd, name, attribute, path);
      }
    };
  }

  @Override
  public void close() {
    if (fd >= 0) {
      FileCalls.close(fd);
      fd = -1;
      scratch.close();
    }
  }
}
