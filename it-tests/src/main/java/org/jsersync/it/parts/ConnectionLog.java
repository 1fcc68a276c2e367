package org.jsersync.it.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on 127.0.0.1 that keeps what each connection sends, to its end, and answers nothing but
 * a POST.
 */
public final class ConnectionLog implements AutoCloseable {
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  private final ServerSocket server;
  private final List<String> connections = new CopyOnWriteArrayList<>();

  private ConnectionLog(ServerSocket server) {
    this.server = server;
  }

  /** Starts one, on a port that is free. */
  public static ConnectionLog start() {
    try {
      ConnectionLog log =
          new ConnectionLog(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofPlatform().daemon().name("connection log").start(log::accept);
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  private void accept() {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          connections.add(new String(read(socket), StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static byte[] read(Socket socket) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      bytes.write(b);
      String soFar = bytes.toString(StandardCharsets.ISO_8859_1);
      if (soFar.startsWith("POST ") && soFar.endsWith("]}")) {
        socket.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
        break;
      }
    }
    return bytes.toByteArray();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** What ended connections sent, one char per byte, in the order of their ends. */
  public List<String> connections() {
    return List.copyOf(connections);
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
