package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions in stock (01-session, section 7.4). */
class StockTest {
  private final Daemon daemon = new Daemon();

  private final Stock stock = new Stock(Connector.shared());

  @AfterEach
  void close() throws IOException {
    stock.close();
    daemon.close();
  }

  @Test
  void aSessionThatWasExpectedIsUsed() throws Exception {
    stock.expect(request("a"), this::goodbye);
    Talk ready = daemon.next();
    try (Session session = open("a")) {
      session.out().int32(7).flush();
      assertThat(ready.word()).isEqualTo(7);
      assertThat(session.unheard()).isTrue();
      ready.say("00000007");
    }
  }

  @Test
  void whatIsOfAnotherKindIsOpened() throws Exception {
    stock.expect(request("a"), this::goodbye);
    daemon.next();
    try (Session session = open("b")) {
      session.out().int32(7).flush();
      assertThat(daemon.next().word()).isEqualTo(7);
    }
  }

  @Test
  void whatTheDaemonEndedIsNotUsed() throws Exception {
    stock.expect(request("a"), this::goodbye);
    daemon.next().socket.close();
    try (Session session = openUntilAnother()) {
      session.out().int32(7).flush();
      assertThat(daemon.next().word()).isEqualTo(7);
    }
  }

  /** The end is known when the event loop has seen it. */
  private Session openUntilAnother() throws Exception {
    Session session = open("a");
    while (daemon.talks.isEmpty()) {
      session.close();
      session = open("a");
    }
    return session;
  }

  @Test
  void aFullDaemonGetsItsLastPlaceBack() throws Exception {
    daemon.places.set(1);
    stock.expect(request("a"), this::goodbye);
    Talk ready = daemon.next();
    Thread server =
        Thread.ofVirtual()
            .start(
                () -> {
                  ready.word();
                  ready.leave();
                });
    try (Session session = open("b")) {
      session.out().int32(7).flush();
      assertThat(daemon.next().word()).isEqualTo(7);
    }
    server.join();
    stock.expect(request("a"), this::goodbye);
    assertThat(daemon.talks).as("sessions after the daemon was full").isEmpty();
  }

  @Test
  void aPlaceThatComesFreeInAMomentIsWaitedFor() throws Exception {
    daemon.places.set(0);
    daemon.onRefusal = daemon.places::incrementAndGet;
    try (Session session = open("a")) {
      session.out().int32(7).flush();
      assertThat(daemon.next().word()).isEqualTo(7);
    }
  }

  @Test
  void whatIsWrongIsToldByWhoeverNeedsTheSession() {
    daemon.places.set(0);
    assertThatThrownBy(
            () -> {
              stock.expect(request("a"), this::goodbye);
              open("a");
            })
        .isInstanceOf(RsyncException.class)
        .hasMessageContaining("max connections");
  }

  @Test
  void whatIsReadyIsGivenBack() throws Exception {
    stock.expect(request("a"), this::goodbye);
    Talk ready = daemon.next();
    stock.close();
    assertThat(ready.word()).isEqualTo(99);
    stock.expect(request("a"), this::goodbye);
    assertThat(daemon.talks).as("sessions after the end").isEmpty();
  }

  /** Opening one may take a minute; nobody who stops waits for that. */
  @Test
  void whatIsStillBeingOpenedIsGivenBackWhenItIs() throws Exception {
    daemon.open.drainPermits();
    stock.expect(request("a"), this::goodbye);
    stock.close();
    daemon.open.release();
    assertThat(daemon.next().word()).isEqualTo(99);
  }

  private void goodbye(Session session) throws RsyncException {
    session.out().int32(99).flush();
  }

  private Session open(String argument) throws RsyncException {
    return stock.open(request(argument), this::goodbye, new Sessions.Heard(), _ -> {});
  }

  private SessionRequest request(String argument) {
    return new SessionRequest(
        new RsyncTarget("127.0.0.1", daemon.listener.getLocalPort(), null, "m", BytePath.ROOT),
        PasswordSource.bytes(new byte[0]),
        _ -> Sessions.arguments("--server\0" + argument),
        false,
        Sessions.CHECKSUMS,
        null,
        List.of(),
        null,
        31,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        0,
        0,
        AddressFamily.ANY,
        null);
  }

  /** The daemon's end of a session that is past the seed. */
  private record Talk(Socket socket, Daemon daemon) {
    /** The int32 of a frame that holds nothing else; keep-alives do not count. */
    int word() {
      try {
        byte[] frame = socket.getInputStream().readNBytes(8);
        return frame.length < 8 ? -1 : frame[4];
      } catch (IOException e) {
        return -1;
      }
    }

    void say(String hex) throws IOException {
      socket.getOutputStream().write(HexFormat.of().parseHex(hex));
    }

    void leave() {
      daemon.places.incrementAndGet();
      try {
        socket.close();
      } catch (IOException _) {
        // It is gone, then.
      }
    }
  }

  /** Takes connections to the seed, as many as it has places for. */
  private static final class Daemon implements AutoCloseable {
    final ServerSocket listener = listen();
    final BlockingQueue<Talk> talks = new LinkedBlockingQueue<>();
    final AtomicInteger places = new AtomicInteger(10);

    /** One for each connection that is answered. */
    final Semaphore open = new Semaphore(100);

    volatile Runnable onRefusal = () -> {};

    Daemon() {
      Thread.ofVirtual().start(this::serve);
    }

    private static ServerSocket listen() {
      try {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void serve() {
      try {
        while (true) {
          Socket socket = listener.accept();
          open.acquire();
          FakeDaemon.Talk talk = new FakeDaemon.Talk(socket);
          talk.send("@RSYNCD: 31.0 md5\n");
          talk.line();
          talk.line();
          if (places.get() == 0) {
            onRefusal.run();
            talk.send("@ERROR: max connections (1) reached -- try again later\n");
            socket.close();
            continue;
          }
          places.decrementAndGet();
          talk.send("@RSYNCD: OK\n");
          talk.arguments();
          talk.send(new byte[] {0x20, 1, 2, 3, 4});
          talks.add(new Talk(socket, this));
        }
      } catch (IOException | InterruptedException e) {
        // The test is over.
      }
    }

    Talk next() throws InterruptedException {
      Talk talk = talks.poll(20, TimeUnit.SECONDS);
      if (talk == null) {
        throw new AssertionError("no session came");
      }
      return talk;
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
