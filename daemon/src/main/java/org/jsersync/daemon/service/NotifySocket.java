package org.jsersync.daemon.service;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.Scratch;
import org.jspecify.annotations.Nullable;

/** A Unix datagram socket to send to (sys/socket.h, sys/un.h); Java has only streams of those. */
final class NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;

  /** MSG_NOSIGNAL and MSG_DONTWAIT: who does not listen must not hold us up. */
  private static final int AT_ONCE = 0x4000 | 0x40;

  // struct sockaddr_un { sa_family_t sun_family; char sun_path[108]; }
  private static final int PATH = Short.BYTES;
  private static final int PATH_BYTES = 108;

  // int socket(int domain, int type, int protocol)
  private static final MethodHandle SOCKET =
      Libc.withErrno("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));

  // ssize_t sendto(int fd, const void *buf, size_t len, int flags,
  //     const struct sockaddr *addr, socklen_t addrlen)
  private static final MethodHandle SENDTO =
      Libc.withErrno(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

  private final byte[] address;

  private NotifySocket(byte[] address) {
    this.address = address;
  }

  /**
   * The socket of an address as systemd writes it: a path, or {@code @} and an abstract name.
   *
   * @return null if it is none of these
   */
  static @Nullable NotifySocket of(String address) {
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    if (name.length < 2 || name.length >= PATH_BYTES || (name[0] != '/' && name[0] != '@')) {
      return null;
    }
    return new NotifySocket(name);
  }

  void send(String message) throws IOException {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined();
        Scratch scratch = Scratch.take()) {
      MemorySegment to = arena.allocate(PATH + PATH_BYTES, Short.BYTES);
      to.set(JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(address, 0, to, JAVA_BYTE, PATH, address.length);
      boolean isAbstract = address[0] == '@';
      if (isAbstract) {
        to.set(JAVA_BYTE, PATH, (byte) 0);
      }
      int length = PATH + address.length + (isAbstract ? 0 : 1);
      int fd = (int) SOCKET.invokeExact(scratch.callState(), AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
      if (fd < 0) {
        throw UnixCalls.failure("socket", scratch);
      }
      try {
        MemorySegment bytes = arena.allocate(Math.max(1, text.length));
        MemorySegment.copy(text, 0, bytes, JAVA_BYTE, 0, text.length);
        long sent =
            (long)
                SENDTO.invokeExact(
                    scratch.callState(), fd, bytes, (long) text.length, AT_ONCE, to, length);
        if (sent < 0) {
          throw UnixCalls.failure("sendto", scratch);
        }
      } finally {
        UnixCalls.close(fd);
      }
    } catch (IOException e) {
      throw e;
    } catch (Throwable t) {
      throw Libc.unexpected(t);
    }
  }
}
