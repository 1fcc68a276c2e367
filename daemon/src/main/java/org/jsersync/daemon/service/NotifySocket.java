package org.jsersync.daemon.service;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.Scratch;
import org.jspecify.annotations.Nullable;

/**
 * A Unix datagram socket to send to (sys/socket.h, sys/un.h); Java has only streams of those. The
 * one socket that is not Netty's: {@code EpollDomainDatagramChannel} takes an event loop, and a
 * native library that is not everywhere, for a datagram now and then that waits for nobody.
 */
final class NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;

  /** MSG_NOSIGNAL and MSG_DONTWAIT: who does not listen must not hold us up. */
  private static final int AT_ONCE = 0x4000 | 0x40;

  // struct sockaddr_un { sa_family_t sun_family; char sun_path[108]; }
  private static final int PATH = Short.BYTES;
  private static final int PATH_BYTES = 108;

  private static final MethodHandle SOCKET = Libc.ofLongs("socket");
  private static final MethodHandle SENDTO = Libc.ofLongs("sendto");
  private static final MethodHandle CLOSE = Libc.ofLongs("close");

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
      int fd = Libc.call(scratch, SOCKET, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0, 0, 0, 0);
      check("socket", fd);
      try {
        MemorySegment bytes = arena.allocate(Math.max(1, text.length));
        MemorySegment.copy(text, 0, bytes, JAVA_BYTE, 0, text.length);
        check(
            "sendto",
            Libc.call(
                scratch, SENDTO, fd, bytes.address(), text.length, AT_ONCE, to.address(), length));
      } finally {
        int _ = Libc.call(scratch, CLOSE, fd, 0, 0, 0, 0, 0);
      }
    }
  }

  private static void check(String call, int result) throws IOException {
    if (result < 0) {
      throw new IOException(call + ": " + Libc.strerror(-result));
    }
  }
}
