package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncException.Retry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 01-session, sections 0 to 4, with a scripted server. */
class HandshakeTest {
  static final String GREETING = "@RSYNCD: 32.0 sha512 sha256 sha1 md5 md4\n";
  static final String OK = "@RSYNCD: OK\n";
  private static final String SERVER_SUMS = "xxh128 xxh3 xxh64 md5 md4 sha1 none";

  static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** The first two lines of the client. */
  private static void greeted(FakeDaemon.Talk talk) throws IOException {
    assertThat(talk.line()).isEqualTo(GREETING.strip());
    assertThat(talk.line()).isEqualTo("m");
  }

  private static void vstring(FakeDaemon.Talk talk, String names) throws IOException {
    talk.send(new byte[] {(byte) names.length()});
    talk.send(names);
  }

  /** The session of section 11.1, up to the seed; its challenge and response are captured live. */
  @Test
  void protocol32WithAuthenticationAndNames() throws Exception {
    List<String> motd = new ArrayList<>();
    try (FakeDaemon daemon =
        new FakeDaemon(
            talk -> {
              talk.send(GREETING + "Welcome\r\n\nno @ERROR here\n");
              greeted(talk);
              talk.send(
                  "@RSYNCD: AUTHREQD"
                      + " RC71iXIQaCWifsu+8d3YuqUzObhe8h7sop0MLt+JFAM14wQ8vchCMmP9G0wk3i9PY8YrJggyYiv3+5X0qRlQ8A\n");
              assertThat(talk.line())
                  .isEqualTo(
                      "user Gc3QMX4+LxuWaWi9LLtuzMIvXGuOa9A2ugxxFPdyXCQPxXJkyX0DaSAkd6Io6o7Q6ES5f/Qh+wJWLEY+EwlEcw");
              talk.send(OK);
              assertThat(talk.arguments()).isEqualTo("--server\0-logDtpre.iLsfxCIvu\0.\0m/\0");
              talk.send(hex("81 ff"));
              vstring(talk, SERVER_SUMS);
              vstring(talk, "zstd lz4 zlibx zlib none");
              assertThat(talk.read(31))
                  .asString()
                  .isEqualTo("\u001exxh128 xxh3 xxh64 md5 md4 sha1");
              assertThat(talk.read(11)).asString().isEqualTo("\nzlibx zlib");
              talk.send(hex("b3 e3 18 6b  03 00 00 07 01 02 03"));
              assertThat(talk.rest()).isEmpty();
            })) {
      SessionRequest request =
          Sessions.request(
              daemon.port(),
              32,
              0,
              Duration.ofSeconds(20),
              List.of(Compression.ZLIBX, Compression.ZLIB));
      Session session =
          Connector.shared()
              .ready(request, line -> motd.add(new String(line, StandardCharsets.UTF_8)))
              .begin(new Sessions.Heard());
      assertThat(session.dialect())
          .isEqualTo(new Dialect(32, 0x1ff, Digest.XXH128, true, Compression.ZLIBX, 0x6b18e3b3));
      assertThat(motd).containsExactly("Welcome", "", "no @ERROR here");
      assertThat(session.in().bytes(3)).containsExactly(1, 2, 3);
      session.close();
      daemon.finish();
    }
  }

  /** Flags that came back, and what follows from them (sections 4.2 to 4.4). */
  @ParameterizedTest
  @CsvSource({
    "@RSYNCD: 30.0, 0f, 30, 0x0f",
    "@RSYNCD: 31.0, 3f, 31, 0x3f",
    "@RSYNCD: 31.0 md5, 7f, 31, 0x7f",
    "@RSYNCD: 32.0 md5, 06, 32, 0x06"
  })
  void withoutNegotiation(String greeting, String flags, int protocol, String value)
      throws Exception {
    try (FakeDaemon daemon =
        new FakeDaemon(
            talk -> {
              talk.send(greeting + "\n" + OK);
              greeted(talk);
              talk.arguments();
              talk.send(hex(flags + "01 00 00 80"));
              assertThat(talk.rest()).isEmpty();
            })) {
      SessionRequest request =
          Sessions.request(
              daemon.port(),
              32,
              0,
              Duration.ofSeconds(20),
              List.of(Compression.ZSTD, Compression.ZLIB));
      Session session = Sessions.open(request);
      assertThat(session.dialect())
          .isEqualTo(
              new Dialect(
                  protocol,
                  Integer.decode(value),
                  Digest.MD5,
                  false,
                  Compression.ZLIB,
                  0x80000001));
      session.close();
      daemon.finish();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max connections (5) reached -- try again later | BUSY | it is full",
        "max connections (-1) reached -- try again later | REFUSED | disabled",
        "auth failed on module m | AUTHENTICATION | check user and password",
        "Unknown module 'm' | REFUSED | check the module's name",
        "access denied to m from here (1.2.3.4) | REFUSED | hosts allow",
        "Unknown command '#x' | REFUSED | #",
        "protocol startup error | REFUSED | fault of this client",
        "your client is speaking an incompatible beta of protocol 30 | REFUSED | fault of this",
        "your client omitted the subprotocol value: x | REFUSED | fault of this client",
        "your client omitted the digest name list: x | REFUSED | fault of this client",
        "your client does not support one of our daemon-auth checksums: x | REFUSED | auth digest",
        "invalid early_input length | REFUSED | fault of this client",
        "chdir failed | BUSY | mounted",
        "chroot failed | BUSY | see the daemon's log",
        "setgid failed | BUSY | see the daemon's log",
        "setgroups failed | BUSY | see the daemon's log",
        "setuid failed | BUSY | see the daemon's log",
        "initgroups failed | BUSY | see the daemon's log",
        "getpwuid failed | BUSY | see the daemon's log",
        "getgrouplist failed | BUSY | see the daemon's log",
        "invalid uid x | REFUSED | uid and gid",
        "invalid gid x | REFUSED | uid and gid",
        "no path setting. | REFUSED | path",
        "failed to open lock file | BUSY | see the daemon's log",
        "fork failed | BUSY | see the daemon's log",
        "pre-xfer exec preparation failed | BUSY | hooks",
        "early exec failed | BUSY | hooks",
        "name-converter exec preparation failed | BUSY | hooks",
        "daemon security issue -- contact admin | REFUSED | see the daemon's log",
        "something new | REFUSED | see the daemon's log",
      })
  void errorLines(String text, Kind kind, String remedy) throws Exception {
    RsyncException failure =
        failure(
            talk -> {
              talk.send(GREETING);
              greeted(talk);
              talk.send("some motd\n@ERROR: " + text + "\n");
            });
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.exitCode()).isEqualTo(5);
    assertThat(failure.retry()).isEqualTo(kind == Kind.BUSY ? Retry.LATER : Retry.NEVER);
    assertThat(failure)
        .hasMessageMatching("127\\.0\\.0\\.1:\\d+ module \"m\": .*")
        .hasMessageContaining(text + " (")
        .hasMessageContaining(remedy);
  }

  @Test
  void anErrorLineIsFoundBeforeAReset() throws Exception {
    RsyncException failure =
        failure(
            talk -> {
              talk.send(GREETING + "@ERROR: chdir failed\n");
              talk.reset();
            });
    // The line may have been lost in the kernel, but never silently.
    assertThat(failure.kind()).isIn(Kind.BUSY, Kind.CONNECTION);
  }

  @Test
  void serverTextIsShownSafely() throws Exception {
    assertThat(failure(talk -> say(talk, "@ERROR: \u001b[31mred\n")))
        .hasMessageContaining("\\#033[31mred");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                         | BUSY     | closed the connection before its greeting",
        "SSH-2.0-OpenSSH_9.2\\r\\n  | REFUSED  | sent \"SSH-2.0-OpenSSH_9.2\" rather than greeting",
        "no\\0text                  | REFUSED  | rather than greeting",
        "@ERROR: busy\\n            | REFUSED  | busy",
        "@RSYNCD: 29\\n             | PROTOCOL | rsync there is too old",
        "GREETING                   | BUSY     | before its answer to the module's name",
        "GREETING x\\0               | PROTOCOL | a NUL in a line",
        "GREETING @RSYNCD: EXIT\\n  | REFUSED  | ended the session before it began",
        "GREETING @RSYNCD: AUTHREQD x\\n | PROTOCOL | odd challenge",
        "GREETING @RSYNCD: OK\\n    | STREAM   | before the checksum seed"
      })
  void whatIsNoSession(String sent, Kind kind, String message) throws Exception {
    RsyncException failure =
        failure(
            talk -> {
              greeted(talk);
              talk.send(sent.replaceFirst("GREETING ?", GREETING).translateEscapes());
              talk.socket().shutdownOutput();
              talk.rest();
            });
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @Test
  void aSecondChallengeIsRefused() throws Exception {
    String challenge = "@RSYNCD: AUTHREQD abcdefghijklmnopqrstuv\n";
    RsyncException failure =
        failure(
            talk -> {
              talk.send(GREETING + challenge + challenge);
              greeted(talk);
              talk.line();
              assertThat(talk.rest()).isEmpty();
            });
    assertThat(failure.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(failure).hasMessageContaining("asked for the password twice");
  }

  @Test
  void incrementalRecursionMustHaveBeenOffered() {
    assertThatThrownBy(() -> CompatFlags.check(0x1ff, false, new HandshakeErrors("h")))
        .hasMessageContaining("not offered")
        .extracting("kind")
        .isEqualTo(Kind.PROTOCOL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "02 61 62           | UNSUPPORTED | no checksum in common: the daemon knows ab",
        "03 61 1b 62        | PROTOCOL    | odd list of checksum names",
        "81 00 61           | PROTOCOL    | string of 256 bytes",
        "00                 | UNSUPPORTED | no checksum in common",
      })
  void namesThatDoNotFit(String list, Kind kind, String message) throws Exception {
    RsyncException failure =
        failure(
            talk -> {
              talk.send(GREETING + OK);
              talk.arguments();
              talk.send(hex("81 ff" + list));
              talk.rest();
            });
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @Test
  void tooMuchTextIsCutOff() throws Exception {
    assertThat(failure(talk -> say(talk, "x".repeat(5119) + "\n")))
        .hasMessageContaining("more text than allowed");
    assertThat(failure(talk -> say(talk, "\n".repeat(10_001))))
        .hasMessageContaining("more lines than allowed");
    assertThat(failure(talk -> say(talk, ("x".repeat(5000) + "\n").repeat(300))))
        .hasMessageContaining("more text than allowed");
  }

  private static void say(FakeDaemon.Talk talk, String text) throws IOException {
    greeted(talk);
    talk.send(GREETING + text);
    talk.rest();
  }

  @Test
  void aSilentServerIsGivenUp() throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(FakeDaemon.Talk::rest)) {
      SessionRequest request =
          Sessions.request(daemon.port(), 32, 0, Duration.ofMillis(50), List.of());
      assertThatThrownBy(() -> Sessions.open(request))
          .hasMessageContaining("its greeting did not come within 0 s (is it an rsync daemon?)")
          .extracting("kind", "exitCode")
          .containsExactly(Kind.TIMEOUT, 30);
      daemon.finish();
    }
  }

  @Test
  void nobodyListens() throws Exception {
    try (Socket silent = new Socket()) {
      // Bound, so that nobody else listens there, nor this very connection connects to itself.
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThatThrownBy(() -> Sessions.open(Sessions.request(silent.getLocalPort())))
          .hasMessageContaining("failed to connect to 127.0.0.1: Connection refused")
          .extracting("kind", "exitCode")
          .containsExactly(Kind.CONNECTION, 10);
    }
  }

  @Test
  void aHostMayHaveNoSuchAddress() {
    DaemonAddress daemon = new DaemonAddress("127.0.0.1", 873);
    assertThatThrownBy(
            () ->
                Connector.shared()
                    .listModules(
                        daemon,
                        AddressFamily.IPV6,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        _ -> {}))
        .hasMessageEndingWith("127.0.0.1 has no IPv6 address")
        .extracting("kind", "exitCode")
        .containsExactly(Kind.CONNECTION, 10);
  }

  @Test
  void modulesAreListed() throws Exception {
    List<String> lines = new ArrayList<>();
    try (FakeDaemon daemon =
        new FakeDaemon(
            talk -> {
              talk.send(GREETING);
              assertThat(talk.line()).isEqualTo(GREETING.strip());
              assertThat(talk.line()).isEmpty();
              talk.send("data           \tThe data\n@RSYNCD: EXIT\n");
            })) {
      Connector.shared()
          .listModules(
              new DaemonAddress("127.0.0.1", daemon.port()),
              AddressFamily.ANY,
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              line -> lines.add(new String(line, StandardCharsets.UTF_8)));
      daemon.finish();
    }
    assertThat(lines).containsExactly("data           \tThe data");
  }

  @Test
  void argumentsAreBounded() throws Exception {
    byte[] longest = new byte[4000];
    Arrays.fill(longest, (byte) 'x');
    assertThat(ArgumentWriter.encode(List.of(longest))).hasSize(4002);
    assertThatThrownBy(() -> ArgumentWriter.encode(List.of(new byte[4001])))
        .hasMessageContaining("4001 bytes");
    assertThatThrownBy(() -> ArgumentWriter.encode(List.of(new byte[] {'a', 0})))
        .hasMessageContaining("a NUL in the argument");
    assertThat(ArgumentWriter.encode(Collections.nCopies(900, new byte[] {'a'}))).hasSize(1801);
    assertThatThrownBy(() -> ArgumentWriter.encode(Collections.nCopies(901, new byte[] {'a'})))
        .hasMessageContaining("901 arguments");
  }

  /** Secluded arguments are two lists (section 3.4). */
  @Test
  void oneEmptyArgumentDividesTwoLists() throws Exception {
    assertThat(ArgumentWriter.encode(Sessions.arguments("--server\0-se.L\0\0rsync\0.\0m/")))
        .asString()
        .isEqualTo("--server\0-se.L\0\0rsync\0.\0m/\0\0");
    assertThatThrownBy(() -> ArgumentWriter.encode(Sessions.arguments("a\0\0b\0\0c")))
        .hasMessageContaining("empty argument");
  }

  private static RsyncException failure(FakeDaemon.Script script) throws Exception {
    try (FakeDaemon daemon = new FakeDaemon(script)) {
      Sessions.open(Sessions.request(daemon.port())).close();
      throw new AssertionError("a session");
    } catch (RsyncException e) {
      return e;
    }
  }
}
