package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jsersync.protocol.session.HandshakeTest.GREETING;
import static org.jsersync.protocol.session.HandshakeTest.OK;
import static org.jsersync.protocol.session.HandshakeTest.hex;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 01-session, sections 5, 7 and 8, with a scripted server. */
class FramedSessionTest {
  private final Sessions.Heard heard = new Sessions.Heard();

  /** A server that goes on with the script once the seed is out. */
  private static FakeDaemon daemon(FakeDaemon.Script afterSeed) throws Exception {
    return daemon(31, afterSeed);
  }

  private static FakeDaemon daemon(int protocol, FakeDaemon.Script afterSeed) throws Exception {
    return new FakeDaemon(
        talk -> {
          talk.send(GREETING.replace("32", "" + protocol) + OK);
          talk.line();
          talk.line();
          talk.arguments();
          talk.send(hex("3f 01 02 03 04"));
          afterSeed.play(talk);
        });
  }

  private Session open(FakeDaemon daemon) throws Exception {
    return open(daemon, 0);
  }

  private Session open(FakeDaemon daemon, int ioTimeout) throws Exception {
    return Connector.shared()
        .ready(Sessions.request(daemon.port(), 32, ioTimeout, 20), _ -> {})
        .begin(heard);
  }

  private static byte[] frame(int code, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) text.length(), (byte) (text.length() >> 8), 0});
    out.write(7 + code);
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    return Capture.join(Arrays.asList(parts));
  }

  @Test
  void messagesStandBetweenAnyTwoBytesOfData() throws Exception {
    byte[] all =
        join(
            hex("02 00 00 07 78 56"),
            frame(2, "info\n"),
            hex("00 00 00 07 00 00 00 31"),
            frame(1, "xfer\n"),
            frame(4, "warn\n"),
            hex("04 00 00 6b 03 00 00 00"),
            frame(101, "a/b"),
            frame(101, "a\0"),
            hex("04 00 00 1d 01 00 00 00"),
            hex("03 00 00 07 34 12 09"));
    try (FakeDaemon daemon =
        daemon(
            talk -> {
              talk.send(all);
              talk.rest();
            })) {
      try (Session session = open(daemon)) {
        assertThat(session.in().int32()).isEqualTo(0x12345678);
        assertThat(session.in().ready()).isTrue();
        assertThat(session.in().u8()).isEqualTo(9);
        assertThat(session.in().ready()).isFalse();
      }
      daemon.finish();
    }
    assertThat(heard.all)
        .containsExactly(
            "INFO info\n",
            "ERROR_XFER xfer\n",
            "WARNING warn\n",
            "success 3",
            "deleted a/b",
            "deleted a/");
  }

  @Test
  void readingFlushesFirst() throws Exception {
    try (FakeDaemon daemon =
        daemon(
            talk -> {
              assertThat(talk.read(7)).isEqualTo(hex("03 00 00 07 61 62 63"));
              talk.send(hex("01 00 00 07 2a"));
              talk.rest();
            })) {
      try (Session session = open(daemon)) {
        session.out().bytes(new byte[] {'a', 'b', 'c'});
        assertThat(session.in().u8()).isEqualTo(0x2a);
      }
      daemon.finish();
    }
  }

  @Test
  void aFrameMayBeAsLongAsItsHeaderCanSay() throws Exception {
    int longest = 0xffffff;
    try (FakeDaemon daemon =
        daemon(
            talk -> {
              talk.send(hex("ff ff ff 07"));
              talk.send(new byte[longest]);
              talk.send(hex("01 00 00 07 01"));
              talk.rest();
            })) {
      try (Session session = open(daemon)) {
        for (int i = 0; i < longest; i++) {
          assertThat(session.in().u8() == 0).isTrue();
        }
        assertThat(session.in().u8()).isEqualTo(1);
      }
      daemon.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "01 00 00 0c 78, unexpected tag 5",
    "00 00 00 06, unexpected tag -1",
    "04 00 00 6d 00 00 00 00, unexpected tag 102",
    "00 00 00 ff, unexpected tag 248",
    "01 20 00 09, message 2 of 8193 bytes",
    "03 00 00 6b, message 100 of 3 bytes",
    "05 00 00 5d, message 86 of 5 bytes",
    "01 00 00 31, message 42 of 1 bytes"
  })
  void whatIsNoFrameEndsTheSession(String frames, String message) throws Exception {
    RsyncException failure = failure(31, hex("01 00 00 07 2a" + frames));
    assertThat(failure).hasMessageContaining(message).hasMessageContaining("module \"m\"");
    assertThat(failure.kind()).isEqualTo(Kind.STREAM);
    assertThat(failure.exitCode()).isEqualTo(12);
  }

  @Test
  void noNameHoldsANul() throws Exception {
    try (FakeDaemon daemon = daemon(talk -> talk.send(frame(101, "a\0b")))) {
      try (Session session = open(daemon)) {
        assertThatThrownBy(() -> session.in().u8())
            .isInstanceOf(RsyncException.class)
            .hasMessageContaining("NUL")
            .extracting(e -> ((RsyncException) e).kind())
            .isEqualTo(Kind.PROTOCOL);
      }
    }
    assertThat(heard.all).isEmpty();
  }

  @Test
  void theLongestText() throws Exception {
    failure(31, frame(2, "x".repeat(8192)));
    assertThat(heard.all).containsExactly("INFO " + "x".repeat(8192));
  }

  /** Section 11.4. */
  @Test
  void aRefusedPush() throws Exception {
    byte[] refusal =
        join(
            frame(3, "ERROR: module is read only\n"),
            frame(3, "rsync error: syntax or usage error (code 1) at x [Receiver=3.5.0]\n"),
            hex("04 00 00 5d 01 00 00 00"));
    try (FakeDaemon daemon =
        daemon(
            talk -> {
              talk.send(refusal);
              assertThat(talk.read(4)).isEqualTo(hex("00 00 00 5d"));
              talk.socket().shutdownOutput();
              assertThat(talk.rest()).isEmpty();
            })) {
      try (Session session = open(daemon)) {
        assertThatThrownBy(() -> session.in().u8())
            .hasMessageEndingWith("module \"m\": ERROR: module is read only")
            .extracting("kind", "exitCode")
            .containsExactly(Kind.READ_ONLY, 1);
        assertThatThrownBy(() -> session.out().u8(1).flush())
            .hasMessageEndingWith("ERROR: module is read only");
      }
      daemon.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "31, 04 00 00 5d 04 00 00 00, The server is configured to refuse --delete, UNSUPPORTED, 4",
    "31, 04 00 00 5d 0b 00 00 00, mkdir failed, REMOTE, 11",
    "31, 04 00 00 5d 00 01 00 00, odd code, REMOTE, 12",
    "31, 00 00 00 5d, some reason, STREAM, 12",
    "31, '', some reason, STREAM, 12",
    "30, '', ERROR: module is read only, READ_ONLY, 1",
    "30, '', The server is configured to refuse --delete, UNSUPPORTED, 4",
    "30, '', on remote machine: --x: unknown option, UNSUPPORTED, 4"
  })
  void theDaemonsLastErrorIsTheCause(int protocol, String end, String text, Kind kind, int exitCode)
      throws Exception {
    RsyncException failure = failure(protocol, join(frame(3, text + "\n"), hex(end)));
    assertThat(failure).hasMessageEndingWith("module \"m\": " + text);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @CsvSource({
    "31, 04 00 00 5d 04 00 00 00, rsync: The server is configured to refuse --delete, delete",
    "31, '', The server is configured to refuse --remove-source-files, remove-source-files",
    "30, '', rsync: The server is configured to refuse --ignore-times (-I), ignore-times",
    "31, 04 00 00 5d 04 00 00 00, rsync: --x: unknown option,",
    "31, 04 00 00 5d 04 00 00 00, pre-xfer exec returned failure,"
  })
  void theOptionThatTheDaemonRefusesIsNamed(
      int protocol, String end, String text, @Nullable String option) throws Exception {
    String last = "rsync error: requested action not supported (code 4)\n";
    byte[] texts = join(frame(3, text + "\n"), frame(3, last));
    assertThat(failure(protocol, join(texts, hex(end))).refusedOption()).isEqualTo(option);
  }

  /** 3.1.2 and 3.1.3 lose their error texts (section 8.4). */
  @Test
  void anEndBeforeAnyDataHintsAtARefusal() throws Exception {
    assertThat(failure(31, new byte[0]))
        .hasMessageContaining("is the module read only, or does it refuse an option?");
    assertThat(failure(31, hex("01 00 00 07 2a")))
        .hasMessageContaining("connection closed in the middle of the session");
  }

  @Test
  void aResetIsAConnectionFailure() throws Exception {
    try (FakeDaemon daemon = daemon(FakeDaemon.Talk::reset);
        Session session = open(daemon)) {
      assertThatThrownBy(() -> session.in().u8())
          .hasMessageContaining("Connection reset by peer before the daemon said anything")
          .extracting("kind", "exitCode")
          .containsExactly(Kind.CONNECTION, 10);
    }
  }

  @Test
  void aFailedWriteFindsWhatTheDaemonSaid() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (FakeDaemon daemon =
            daemon(
                talk -> {
                  talk.send(frame(3, "disk full\n"));
                  talk.socket().shutdownOutput();
                  talk.socket().close();
                  closed.countDown();
                });
        Session session = open(daemon)) {
      closed.await();
      byte[] block = new byte[100_000];
      assertThatThrownBy(
              () -> {
                while (true) {
                  session.out().bytes(block).flush();
                }
              })
          .isInstanceOf(RsyncException.class)
          .hasMessageContaining("disk full");
    }
  }

  @Test
  void keepAlivesFlowByThemselvesOnceTheTimeoutIsKnown() throws Exception {
    try (FakeDaemon daemon =
        daemon(
            talk -> {
              talk.socket().setSoTimeout(8000);
              talk.send(hex("04 00 00 28 01 00 00 00"));
              // Two of them, though nobody reads or writes.
              assertThat(talk.read(8)).isEqualTo(hex("00 00 00 07 00 00 00 07"));
            })) {
      try (Session session = open(daemon)) {
        daemon.finish();
        assertThat(session.bytesReceived()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 60, 60", "30, 60, 30", "0, 0, 0", "0, -1, 0", "0, 86400, 86400", "0, 86401, 0"})
  void anAnnouncedTimeoutIsTakenOverIfItMakesSense(int own, int announced, int then) {
    IoTimeout timeout = new IoTimeout();
    timeout.adopt(own);
    timeout.adopt(announced);
    assertThat(timeout.seconds()).isEqualTo(then);
  }

  @Test
  void silenceEndsTheSession() throws Exception {
    try (FakeDaemon daemon = daemon(FakeDaemon.Talk::rest)) {
      try (Session session = open(daemon, 1)) {
        assertThatThrownBy(() -> session.in().u8())
            .hasMessageContaining("nothing heard for 1 s (--timeout)")
            .extracting("kind", "exitCode")
            .containsExactly(Kind.TIMEOUT, 30);
      }
      daemon.finish();
    }
  }

  @Test
  void aServerThatTakesNothingEndsTheSession() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (FakeDaemon daemon = daemon(talk -> done.await())) {
      try (Session session = open(daemon, 1)) {
        assertThatThrownBy(
                () -> {
                  while (true) {
                    session.out().bytes(new byte[1 << 20]);
                  }
                })
            .hasMessageContaining("took no data for 1 s")
            .extracting("kind")
            .isEqualTo(Kind.TIMEOUT);
      }
      done.countDown();
      daemon.finish();
    }
  }

  /** More than the queue holds comes in while we only write, and more than that altogether. */
  @Test
  void bothSidesMayTalkAtOnce() throws Exception {
    int frames = 1500;
    try (FakeDaemon daemon =
        daemon(
            talk -> {
              Thread reader =
                  Thread.ofVirtual()
                      .start(
                          () -> {
                            try {
                              talk.rest();
                            } catch (IOException e) {
                              throw new UncheckedIOException(e);
                            }
                          });
              byte[] frame = join(hex("00 80 00 07"), new byte[32768]);
              for (int i = 0; i < frames; i++) {
                talk.send(frame);
              }
              reader.join();
            })) {
      try (Session session = open(daemon)) {
        session.out().bytes(new byte[40 << 20]).flush();
        for (int i = 0; i < frames; i++) {
          assertThat(session.in().bytes(32768)).hasSize(32768);
        }
        assertThat(session.in().ready()).isFalse();
        assertThat(session.bytesReceived()).isGreaterThan(32768L * frames);
      }
      daemon.finish();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void abortBreaksABlockedThread(boolean writing) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    try (FakeDaemon daemon =
        daemon(
            talk -> {
              talk.send(hex("01 00 00 07 01"));
              done.await();
            })) {
      try (Session session = open(daemon)) {
        session.in().u8();
        Thread.ofVirtual().start(session::abort);
        assertThatThrownBy(
                () -> {
                  while (writing) {
                    session.out().bytes(new byte[1 << 20]);
                  }
                  session.in().u8();
                })
            .extracting("kind", "exitCode")
            .containsExactly(Kind.CANCELLED, 20);
      }
      done.countDown();
    }
  }

  @Test
  void anInterruptCancels() throws Exception {
    try (FakeDaemon daemon = daemon(FakeDaemon.Talk::rest)) {
      try (Session session = open(daemon)) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> session.in().u8()).extracting("kind").isEqualTo(Kind.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
      }
      daemon.finish();
    }
  }

  @ParameterizedTest
  @CsvSource({"31, 23, 04 00 00 5d 17 00 00 00", "31, 12, ''", "30, 23, ''"})
  void ourOwnFailureIsToldWhereItIsUnderstood(int protocol, int exitCode, String bytes)
      throws Exception {
    try (FakeDaemon daemon =
        daemon(
            protocol,
            talk -> {
              byte[] expected = hex(bytes);
              assertThat(talk.read(expected.length)).isEqualTo(expected);
              talk.socket().shutdownOutput();
              assertThat(talk.rest()).isEmpty();
            })) {
      try (Session session = open(daemon)) {
        session.out().u8(1);
        session.fail(exitCode);
      }
      daemon.finish();
    }
  }

  @Test
  void messagesGoOutBehindTheDataWrittenBefore() throws Exception {
    try (FakeDaemon daemon =
        daemon(
            talk ->
                assertThat(talk.rest())
                    .isEqualTo(
                        hex(
                            "01 00 00 07 61 04 00 00 6d 05 00 00 00 01 00 00 07 62"
                                + " 04 00 00 1d 01 00 00 00")))) {
      try (Session session = open(daemon)) {
        session.out().u8('a');
        session.sendNoSend(5);
        session.out().u8('b');
        session.sendIoError(1);
      }
      daemon.finish();
    }
  }

  private RsyncException failure(int protocol, byte[] sent) throws Exception {
    try (FakeDaemon daemon =
            daemon(
                protocol,
                talk -> {
                  talk.send(sent);
                  talk.socket().shutdownOutput();
                  talk.rest();
                });
        Session session = open(daemon)) {
      while (true) {
        session.in().u8();
      }
    } catch (RsyncException e) {
      return e;
    }
  }
}
