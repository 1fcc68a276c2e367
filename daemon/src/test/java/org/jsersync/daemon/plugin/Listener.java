package org.jsersync.daemon.plugin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server that keeps what each connection sent, to its end, and answers with a fixed text. */
final class Listener implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
  private volatile String answer = "";

  Listener() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("listener").start(this::accept);
  }

  /** A port on which nobody listens. */
  static int deadPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Listener answering(String text) {
    answer = text;
    return this;
  }

  int port() {
    return server.getLocalPort();
  }

  /** What the next connection sent. */
  byte[] next() throws InterruptedException {
    return messages.take();
  }

  String nextText() throws InterruptedException {
    return new String(next(), StandardCharsets.ISO_8859_1);
  }

  boolean isQuiet() {
    return messages.isEmpty();
  }

  private void accept() {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          socket.getInputStream().transferTo(bytes);
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
          messages.add(bytes.toByteArray());
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
