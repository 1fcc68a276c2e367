package org.jsersync.protocol.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server on loopback that plays a script against one connection, on a thread of its own. */
final class FakeDaemon implements AutoCloseable {
  /** What a test's daemon does with its connection. */
  @FunctionalInterface
  interface Script {
    void play(Talk talk) throws Exception;
  }

  private final ServerSocket listener;
  private final CompletableFuture<Void> played = new CompletableFuture<>();

  FakeDaemon(Script script) throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = listener.accept()) {
                socket.setTcpNoDelay(true);
                script.play(new Talk(socket));
                played.complete(null);
              } catch (Throwable e) {
                played.completeExceptionally(e);
              }
            });
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Waits for the script's end; fails as it failed. */
  void finish() throws InterruptedException, ExecutionException, TimeoutException {
    played.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** The daemon's end of the connection. */
  record Talk(Socket socket) {
    void send(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] read(int count) throws IOException {
      return socket.getInputStream().readNBytes(count);
    }

    /** A line, or what came before the end of the stream. */
    String line() throws IOException {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
        line.write(b);
      }
      return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The arguments, up to the NUL that ends them. */
    String arguments() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder all = new StringBuilder();
      for (int last = 'x', b = in.read(); b >= 0 && (b | last) != 0; last = b, b = in.read()) {
        all.append((char) b);
      }
      return all.toString();
    }

    /** Everything until the client closes. */
    byte[] rest() throws IOException {
      return socket.getInputStream().readAllBytes();
    }

    /** Closes with RST. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
