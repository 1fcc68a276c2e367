package org.jsersync.daemon.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.Scratch;

/** A Unix datagram socket that listens, as systemd has one. */
final class DatagramFixture implements AutoCloseable {
  private static final MethodHandle SOCKET =
      Libc.withErrno("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle BIND =
      Libc.withErrno("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      Libc.withErrno(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle RECV =
      Libc.withErrno(
          "recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle CLOSE =
      Libc.plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final int fd;

  private DatagramFixture(int fd) {
    this.fd = fd;
  }

  /** Listens at a path, or at an abstract name that is written with {@code @}. */
  static DatagramFixture bind(String address) {
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    boolean isAbstract = name[0] == '@';
    if (isAbstract) {
      name[0] = 0;
    }
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      int fd = (int) SOCKET.invokeExact(scratch.callState(), 1, 2, 0);
      MemorySegment at = arena.allocate(110, 2);
      at.set(JAVA_SHORT, 0, (short) 1);
      MemorySegment.copy(name, 0, at, JAVA_BYTE, 2, name.length);
      int length = 2 + name.length + (isAbstract ? 0 : 1);
      if ((int) BIND.invokeExact(scratch.callState(), fd, at, length) != 0) {
        throw new IllegalStateException(address + ": " + Libc.strerror(scratch.errno()));
      }
      // A struct timeval: no message within a minute is none at all.
      MemorySegment limit = arena.allocate(16, 8);
      limit.set(JAVA_LONG, 0, 60);
      int set = (int) SETSOCKOPT.invokeExact(scratch.callState(), fd, 1, 20, limit, 16);
      if (set != 0) {
        throw new IllegalStateException("setsockopt: " + Libc.strerror(scratch.errno()));
      }
      return new DatagramFixture(fd);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  /** Waits for a message. */
  String receive() {
    try (Scratch scratch = Scratch.take()) {
      long count = (long) RECV.invokeExact(scratch.callState(), fd, scratch.result(), 4096L, 0);
      if (count < 0) {
        throw new AssertionError("no message: " + Libc.strerror(scratch.errno()));
      }
      byte[] text = scratch.result().asSlice(0, count).toArray(JAVA_BYTE);
      return new String(text, StandardCharsets.UTF_8);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }

  @Override
  public void close() {
    try {
      int _ = (int) CLOSE.invokeExact(fd);
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }
}
