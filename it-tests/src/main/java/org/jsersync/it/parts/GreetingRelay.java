package org.jsersync.it.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and a daemon and makes both believe that the other knows one
 * authentication digest only. Each side chooses by the list in the other's greeting, so both
 * greetings are rewritten; all else passes as it is.
 */
public final class GreetingRelay implements AutoCloseable {
  private static final String CHALLENGE = "@RSYNCD: AUTHREQD ";

  private final ServerSocket listener;
  private final int daemon;
  private final String digest;
  private final CompletableFuture<String> challenge = new CompletableFuture<>();

  private GreetingRelay(ServerSocket listener, int daemon, String digest) {
    this.listener = listener;
    this.daemon = daemon;
    this.digest = digest;
  }

  /**
   * Starts one.
   *
   * @param daemon the port of a daemon on 127.0.0.1
   * @param digest the only name that either side sees
   */
  public static GreetingRelay start(int daemon, String digest) {
    try {
      GreetingRelay relay =
          new GreetingRelay(
              new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), daemon, digest);
      Thread.ofVirtual().start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  /** Where clients connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The daemon's first challenge: as long as a sum of the digest that it chose. */
  public String challenge() throws Exception {
    return challenge.get(20, TimeUnit.SECONDS);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), daemon)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pass(server, client, true));
      pass(client, server, false);
      back.join();
    } catch (IOException e) {
      challenge.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One direction, to its end, which is passed on as well. */
  private void pass(Socket from, Socket to, boolean fromDaemon) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      // "@RSYNCD: 32.0 sha512 …"
      String[] greeting = line(in).split(" ", 3);
      send(out, greeting[0] + " " + greeting[1] + " " + digest);
      if (fromDaemon) {
        String line = line(in);
        if (line.startsWith(CHALLENGE)) {
          challenge.complete(line.substring(CHALLENGE.length()));
        }
        send(out, line);
      }
      in.transferTo(out);
      to.shutdownOutput();
    } catch (SocketException e) {
      // The other direction has ended the connection.
    } catch (IOException e) {
      challenge.completeExceptionally(e);
    }
  }

  private static void send(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
