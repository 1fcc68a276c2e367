package org.jsersync.daemon.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.Scratch;

/** Pipes and children, of unistd.h and sys/wait.h; nothing but calls. */
final class UnixCalls {
  private static final int O_CLOEXEC = 02000000;

  // int pipe2(int pipefd[2], int flags)
  private static final MethodHandle PIPE =
      Libc.withErrno("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

  // ssize_t read(int fd, void *buf, size_t count)
  private static final MethodHandle READ =
      Libc.withErrno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  // ssize_t write(int fd, const void *buf, size_t count)
  private static final MethodHandle WRITE =
      Libc.withErrno("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  // int close(int fd)
  private static final MethodHandle CLOSE =
      Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  // pid_t waitpid(pid_t pid, int *status, int options)
  private static final MethodHandle WAITPID =
      Libc.withErrno("waitpid", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  private UnixCalls() {}

  /**
   * Both ends of a pipe, which no program started from here inherits by itself.
   *
   * @param in where it is read
   * @param out where it is written
   */
  record Pipe(int in, int out) {}

  static Pipe pipe() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      MemorySegment ends = scratch.result();
      if ((int) PIPE.invokeExact(scratch.callState(), ends, O_CLOEXEC) < 0) {
        throw failure("pipe2", scratch);
      }
      return new Pipe(ends.get(JAVA_INT, 0), ends.get(JAVA_INT, Integer.BYTES));
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** Waits for a byte; false if all who could write one are gone. */
  static boolean readByte(int fd) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long count;
      do {
        count = (long) READ.invokeExact(scratch.callState(), fd, scratch.result(), 1L);
      } while (count < 0 && scratch.errno() == PosixException.EINTR);
      if (count < 0) {
        throw failure("read", scratch);
      }
      return count > 0;
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** Writes a byte; false if nobody will read it. */
  static boolean writeByte(int fd, byte value) {
    try (Scratch scratch = Scratch.take()) {
      scratch.result().set(JAVA_BYTE, 0, value);
      return (long) WRITE.invokeExact(scratch.callState(), fd, scratch.result(), 1L) == 1;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  static void close(int fd) {
    try {
      int ignored = (int) CLOSE.invokeExact(fd);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** Waits for the end of a child; its exit code, or 128 and the signal that ended it. */
  static int waitFor(int pid) throws IOException {
    try (Scratch scratch = Scratch.take()) {
      int ended;
      do {
        ended = (int) WAITPID.invokeExact(scratch.callState(), pid, scratch.result(), 0);
      } while (ended < 0 && scratch.errno() == PosixException.EINTR);
      if (ended < 0) {
        throw failure("waitpid", scratch);
      }
      int status = scratch.result().get(JAVA_INT, 0);
      int signal = status & 0x7f;
      return signal == 0 ? status >> 8 & 0xff : 128 + signal;
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  static IOException failure(String call, Scratch scratch) {
    return new IOException(call + ": " + Libc.strerror(scratch.errno()));
  }
}
