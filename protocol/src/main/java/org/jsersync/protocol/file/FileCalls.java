package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls on files; nothing but calls. Each returns what the kernel says, or minus errno,
 * and repeats itself when a signal interrupted it. What a C library may be too old for is called by
 * number.
 */
final class FileCalls {
  static final int AT_FDCWD = -100;
  static final int O_RDONLY = 0;
  static final int O_NOCTTY = 0400;
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;
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
  private static final long OPENAT2_NUMBER = 437;

  private static final Linker.Option VARIADIC = Linker.Option.firstVariadicArg(1);

  // int openat(int dirfd, const char *pathname, int flags, ...)
  private static final MethodHandle OPENAT =
      Libc.withErrno(
          "openat",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(3));

  // long syscall(SYS_openat2, int dirfd, const char *pathname, struct open_how *how, size_t size)
  private static final MethodHandle OPENAT2 =
      Libc.withErrno(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG),
          VARIADIC);

  // long syscall(SYS_statx, int dirfd, const char *path, int flags, int mask, struct statx *out)
  private static final MethodHandle STATX =
      Libc.withErrno(
          "syscall",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS),
          VARIADIC);

  // long syscall(SYS_getdents64, int fd, void *dirp, size_t count)
  private static final MethodHandle GETDENTS64 =
      Libc.withErrno(
          "syscall",
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
          VARIADIC);

  // ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz)
  private static final MethodHandle READLINKAT =
      Libc.withErrno(
          "readlinkat", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));

  // ssize_t read(int fd, void *buf, size_t count)
  private static final MethodHandle READ =
      Libc.withErrno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  // int close(int fd)
  private static final MethodHandle CLOSE =
      Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private FileCalls() {}

  static int openat(Scratch scratch, int dirfd, MemorySegment path, int flags) {
    int result;
    do {
      try {
        result = (int) OPENAT.invokeExact(scratch.callState(), dirfd, path, flags);
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      result = result < 0 ? -scratch.errno() : result;
    } while (result == -PosixException.EINTR);
    return result;
  }

  /** openat2 that stays below dirfd and follows no symlink; uses the scratch's result memory. */
  static int openBeneath(Scratch scratch, int dirfd, MemorySegment path, int flags) {
    MemorySegment how = scratch.result();
    how.set(JAVA_LONG, 0, flags);
    how.set(JAVA_LONG, 8, 0);
    how.set(JAVA_LONG, 16, RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS);
    long result;
    do {
      try {
        result =
            (long)
                OPENAT2.invokeExact(
                    scratch.callState(), OPENAT2_NUMBER, (long) dirfd, path, how, OPEN_HOW_BYTES);
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      result = result < 0 ? -scratch.errno() : result;
    } while (result == -PosixException.EINTR);
    return (int) result;
  }

  /** statx of a name that is not followed, or of dirfd itself when the path is the empty string. */
  static int statx(Scratch scratch, int dirfd, MemorySegment path) {
    try {
      long result =
          (long)
              STATX.invokeExact(
                  scratch.callState(),
                  LinuxAbi.CURRENT.statxNumber,
                  (long) dirfd,
                  path,
                  (long) (AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH),
                  (long) STATX_BASIC_STATS,
                  scratch.result());
      return result < 0 ? -scratch.errno() : 0;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** Fills the buffer with struct dirent64s; 0 at the end. */
  static int getdents64(Scratch scratch, int fd, MemorySegment buffer) {
    try {
      long result =
          (long)
              GETDENTS64.invokeExact(
                  scratch.callState(),
                  LinuxAbi.CURRENT.getdents64Number,
                  (long) fd,
                  buffer,
                  buffer.byteSize());
      return result < 0 ? -scratch.errno() : (int) result;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** The target's length; the bytes are in the scratch's result memory. */
  static int readlinkat(Scratch scratch, int dirfd, MemorySegment path) {
    try {
      MemorySegment out = scratch.result();
      long result =
          (long) READLINKAT.invokeExact(scratch.callState(), dirfd, path, out, out.byteSize());
      return result < 0 ? -scratch.errno() : (int) result;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  static int read(Scratch scratch, int fd, MemorySegment buffer, long count) {
    long result;
    do {
      try {
        result = (long) READ.invokeExact(scratch.callState(), fd, buffer, count);
      } catch (Throwable t) {
        throw Libc.unexpected(t);
      }
      result = result < 0 ? -scratch.errno() : result;
    } while (result == -PosixException.EINTR);
    return (int) result;
  }

  /** Never repeated: on Linux the descriptor is gone even when close says EINTR. */
  static void close(int fd) {
    try {
      int ignored = (int) CLOSE.invokeExact(fd);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }
}
