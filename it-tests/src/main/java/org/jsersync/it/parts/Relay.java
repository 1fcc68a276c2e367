package org.jsersync.it.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jsersync.it.tree.TreeState;

/**
 * Stands between clients and a daemon on 127.0.0.1, as a server of its own; what becomes of the
 * bytes, each connection's {@link Link} says.
 */
public final class Relay implements Server, AutoCloseable {
  private final Server daemon;
  private final ServerSocket listener;
  private final Supplier<? extends Link> links;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** One connection. Each direction has a thread of its own. */
  public interface Link {
    /** What the client sends, to its end. */
    void toDaemon(InputStream client, OutputStream daemon) throws IOException, InterruptedException;

    /** What the daemon sends, to its end. */
    void toClient(InputStream daemon, OutputStream client) throws IOException, InterruptedException;
  }

  /** Thrown by a link: both sides see the connection reset. */
  public static final class Cut extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private interface Passage {
    void pass(InputStream from, OutputStream to) throws IOException, InterruptedException;
  }

  private Relay(Server daemon, ServerSocket listener, Supplier<? extends Link> links) {
    this.daemon = daemon;
    this.listener = listener;
    this.links = links;
  }

  /**
   * Starts one.
   *
   * @param links asked for each connection
   */
  public static Relay start(Server daemon, Supplier<? extends Link> links) {
    try {
      Relay relay =
          new Relay(daemon, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), links);
      Thread.ofPlatform().daemon().name("relay").start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Link link = links.get();
        Thread.ofPlatform().daemon().name("relay").start(() -> serve(client, link));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client, Link link) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), daemon.port())) {
      open.add(client);
      open.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Thread back =
          Thread.ofPlatform()
              .daemon()
              .name("relay")
              .start(() -> pass(server, client, link::toClient));
      pass(client, server, link::toDaemon);
      back.join();
      open.remove(client);
      open.remove(server);
    } catch (IOException e) {
      // The daemon is down; the client sees its connection end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One direction, to its end, which is passed on as well. */
  private static void pass(Socket from, Socket to, Passage passage) {
    try {
      passage.pass(from.getInputStream(), to.getOutputStream());
      to.shutdownOutput();
    } catch (Cut e) {
      reset(from);
      reset(to);
    } catch (IOException e) {
      // The other direction has ended the connection, or one side has.
      close(from);
      close(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed.
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public String target(String moduleAndPath) {
    return daemon.target(moduleAndPath);
  }

  @Override
  public Path passwordFile() {
    return daemon.passwordFile();
  }

  @Override
  public TreeState tree(String module) {
    return daemon.tree(module);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(Relay::close);
  }
}
