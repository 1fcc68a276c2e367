package org.jsersync.watcher;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.Scratch;

/**
 * An inotify instance (sys/inotify.h) with an eventfd to wake its reader; nothing but calls. {@link
 * #read} is for one thread, {@link #add} and {@link #remove} for another, {@link #wake} for any;
 * {@link #close} when all are done.
 */
final class Inotify implements WatchCalls, AutoCloseable {
  static final int IN_MODIFY = 0x0002;
  static final int IN_ATTRIB = 0x0004;
  static final int IN_CLOSE_WRITE = 0x0008;
  static final int IN_MOVED_FROM = 0x0040;
  static final int IN_MOVED_TO = 0x0080;
  static final int IN_CREATE = 0x0100;
  static final int IN_DELETE = 0x0200;
  static final int IN_DELETE_SELF = 0x0400;
  static final int IN_MOVE_SELF = 0x0800;
  static final int IN_UNMOUNT = 0x2000;
  static final int IN_Q_OVERFLOW = 0x4000;
  static final int IN_IGNORED = 0x8000;
  static final int IN_ONLYDIR = 0x01000000;
  static final int IN_DONT_FOLLOW = 0x02000000;
  static final int IN_EXCL_UNLINK = 0x04000000;
  static final int IN_ISDIR = 0x40000000;

  private static final int NONBLOCK_CLOEXEC = 04000 | 02000000;

  // struct pollfd { int fd; short events; short revents; }
  private static final int POLLFD_BYTES = 8;
  private static final int POLLFD_EVENTS = 4;
  private static final int POLLFD_ANSWER = 6;
  private static final short POLLIN = 1;

  // int inotify_init1(int flags)
  private static final MethodHandle INIT =
      Libc.withErrno("inotify_init1", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  // int eventfd(unsigned int initval, int flags)
  private static final MethodHandle EVENTFD =
      Libc.withErrno("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  // int inotify_add_watch(int fd, const char *pathname, uint32_t mask)
  private static final MethodHandle ADD =
      Libc.withErrno(
          "inotify_add_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

  // int inotify_rm_watch(int fd, int wd)
  private static final MethodHandle REMOVE =
      Libc.plain("inotify_rm_watch", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

  // int poll(struct pollfd *fds, nfds_t nfds, int timeout)
  private static final MethodHandle POLL =
      Libc.withErrno("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  // ssize_t read(int fd, void *buf, size_t count)
  private static final MethodHandle READ =
      Libc.withErrno("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  // ssize_t write(int fd, const void *buf, size_t count)
  private static final MethodHandle WRITE =
      Libc.plain("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  // int close(int fd)
  private static final MethodHandle CLOSE =
      Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final int events;
  private final int bell;

  private Inotify(int events, int bell) {
    this.events = events;
    this.bell = bell;
  }

  /**
   * A new instance.
   *
   * @throws IOException with the remedy, if the user has too many of them
   */
  static Inotify open() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      int events = (int) INIT.invokeExact(scratch.callState(), NONBLOCK_CLOEXEC);
      if (events < 0) {
        throw new IOException(SystemLimits.noInstance(scratch.errno()));
      }
      int bell = (int) EVENTFD.invokeExact(scratch.callState(), 0, NONBLOCK_CLOEXEC);
      if (bell < 0) {
        String reason = Libc.strerror(scratch.errno());
        int ignored = (int) CLOSE.invokeExact(events);
        throw new IOException("eventfd failed: " + reason);
      }
      return new Inotify(events, bell);
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  @Override
  public int add(BytePath directory, int mask) {
    try (Scratch scratch = Scratch.take()) {
      int watch = (int) ADD.invokeExact(scratch.callState(), events, scratch.path(directory), mask);
      return watch < 0 ? -scratch.errno() : watch;
    } catch (PosixException e) {
      return -e.errno();
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  @Override
  public void remove(int watch) {
    try {
      int ignored = (int) REMOVE.invokeExact(events, watch);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /**
   * Waits for events and reads as many as there are.
   *
   * @return bytes read; 0 if it was woken; minus errno
   */
  int read(MemorySegment buffer) {
    try (Scratch scratch = Scratch.take()) {
      MemorySegment polled = scratch.result();
      int ready;
      do {
        prepare(polled, 0, events);
        prepare(polled, POLLFD_BYTES, bell);
        ready = (int) POLL.invokeExact(scratch.callState(), polled, 2L, -1);
      } while (ready < 0 && scratch.errno() == PosixException.EINTR);
      if (ready < 0) {
        return -scratch.errno();
      }
      if (polled.get(JAVA_SHORT, POLLFD_BYTES + POLLFD_ANSWER) != 0) {
        return 0;
      }
      long count = (long) READ.invokeExact(scratch.callState(), events, buffer, buffer.byteSize());
      return count < 0 ? -scratch.errno() : (int) count;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  private static void prepare(MemorySegment polled, long at, int fd) {
    polled.set(JAVA_INT, at, fd);
    polled.set(JAVA_SHORT, at + POLLFD_EVENTS, POLLIN);
    polled.set(JAVA_SHORT, at + POLLFD_ANSWER, (short) 0);
  }

  /** Makes {@link #read} return 0, now and from now on. */
  void wake() {
    try (Scratch scratch = Scratch.take()) {
      scratch.result().set(JAVA_LONG, 0, 1);
      long ignored = (long) WRITE.invokeExact(bell, scratch.result(), 8L);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  @Override
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(events);
      ignored = (int) CLOSE.invokeExact(bell);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }
}
