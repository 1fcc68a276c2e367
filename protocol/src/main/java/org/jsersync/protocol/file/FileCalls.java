package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/**
 * The system calls on files; nothing but calls. Each returns what the kernel says, or minus errno,
 * and repeats itself when a signal interrupted it.
 */
final class FileCalls {
  static final int AT_FDCWD = -100;
  static final int O_RDONLY = 0;
  static final int O_NOCTTY = 0400;
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;
  static final int O_NOATIME = 01000000;
  static final int O_PATH = 010000000;
  static final int O_DIRECTORY = LinuxAbi.CURRENT.directoryFlag;
  static final int O_NOFOLLOW = LinuxAbi.CURRENT.noFollowFlag;

  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_NO_AUTOMOUNT = 0x800;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int RESOLVE_NO_SYMLINKS = 0x04;
  private static final int RESOLVE_BENEATH = 0x08;
  private static final long OPEN_HOW_BYTES = 24;
  private static final long OPENAT2 = 437;

  private static final LinuxAbi ABI = LinuxAbi.CURRENT;

  private FileCalls() {}

  static int openat(Scratch scratch, int dirfd, MemorySegment path, int flags) {
    return (int) Syscall.insist(scratch, ABI.openat, dirfd, path.address(), flags, 0);
  }

  /** openat2 that stays below dirfd and follows no symlink; uses the scratch's result memory. */
  static int openBeneath(Scratch scratch, int dirfd, MemorySegment path, int flags) {
    MemorySegment how = scratch.result();
    how.set(JAVA_LONG, 0, flags);
    how.set(JAVA_LONG, 8, 0);
    how.set(JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS);
    return (int)
        Syscall.insist(scratch, OPENAT2, dirfd, path.address(), how.address(), OPEN_HOW_BYTES);
  }

  /** statx of a name that is not followed, or of dirfd itself when the path is the empty string. */
  static int statx(Scratch scratch, int dirfd, MemorySegment path) {
    int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH;
    long out = scratch.result().address();
    return (int)
        Syscall.call(scratch, ABI.statx, dirfd, path.address(), flags, STATX_BASIC_STATS, out);
  }

  /** Fills the buffer with struct dirent64s; 0 at the end. */
  static int getdents64(Scratch scratch, int fd, MemorySegment buffer) {
    return (int)
        Syscall.call(scratch, ABI.getdents64, fd, buffer.address(), buffer.byteSize(), 0, 0);
  }

  /** The target's length; the bytes are in the scratch's result memory. */
  static int readlinkat(Scratch scratch, int dirfd, MemorySegment path) {
    MemorySegment out = scratch.result();
    return (int)
        Syscall.call(
            scratch, ABI.readlinkat, dirfd, path.address(), out.address(), out.byteSize(), 0);
  }

  static int read(Scratch scratch, int fd, MemorySegment buffer, long count) {
    return (int) Syscall.insist(scratch, ABI.read, fd, buffer.address(), count, 0);
  }

  /** Fills the buffer with the names of extended attributes, each with a NUL behind it. */
  static int llistxattr(Scratch scratch, MemorySegment path, MemorySegment buffer) {
    return (int)
        Syscall.insist(
            scratch, ABI.llistxattr, path.address(), buffer.address(), buffer.byteSize(), 0);
  }

  /** Fills the buffer with the value of an extended attribute. */
  static int lgetxattr(
      Scratch scratch, MemorySegment path, MemorySegment name, MemorySegment buffer) {
    return (int)
        Syscall.insist(
            scratch,
            ABI.lgetxattr,
            path.address(),
            name.address(),
            buffer.address(),
            buffer.byteSize());
  }

  /** Never repeated: on Linux the descriptor is gone even when close says EINTR. */
  static void close(int fd) {
    try (Scratch scratch = Scratch.take()) {
      Syscall.call(scratch, ABI.close, fd, 0, 0, 0, 0);
    }
  }
}
