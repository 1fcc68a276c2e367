package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.wire.WireInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The installed rsync as the daemon, where there is one: handshake, empty list, goodbye. */
class RealDaemonTest {
  private static final Path RSYNC = Path.of("/usr/bin/rsync");

  @TempDir Path dir;
  private Process daemon;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isExecutable(RSYNC), "no rsync installed");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.createDirectory(dir.resolve("m"));
    Path secrets = Files.writeString(dir.resolve("secrets"), "user:secret\n");
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(dir.resolve("motd"), "hello\nthere\n");
    Path config =
        Files.writeString(
            dir.resolve("rsyncd.conf"),
            """
            port = %d
            address = 127.0.0.1
            use chroot = no
            motd file = %s/motd
            lock file = %s/lock
            log file = %s/log
            [m]
              path = %s/m
              read only = no
              auth users = user
              secrets file = %s
            [locked]
              path = %s/m
              read only = yes
            """
                .formatted(port, dir, dir, dir, dir, secrets, dir));
    daemon =
        new ProcessBuilder(
                RSYNC.toString(),
                "--daemon",
                "--no-detach",
                "--config=" + config,
                "--address=127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("out").toFile())
            .start();
    awaitListening();
  }

  private void awaitListening() throws Exception {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < deadline && daemon.isAlive()) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (IOException e) {
        Thread.onSpinWait();
      }
    }
    throw new IOException("no daemon: " + Files.readString(dir.resolve("out")));
  }

  @AfterEach
  void stop() {
    if (daemon != null) {
      daemon.destroy();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 31, 32})
  void anEmptyListIsPushed(int protocol) throws Exception {
    try (Session session = Sessions.open(Sessions.request(port, protocol, 30, 20))) {
      assertThat(session.dialect().protocol()).isEqualTo(protocol);
      assertThat(session.dialect().checksum().wireName()).isEqualTo("xxh128");
      assertThat(session.dialect().incrementalRecursion()).isTrue();
      // 02-filelist, section 6.4: an empty list, no more lists, then the goodbye.
      session.out().u8(0).u8(0).ndx(WireInput.NDX_FLIST_EOF);
      for (int phase = 0; phase < (protocol >= 31 ? 4 : 3); phase++) {
        assertThat(session.in().ndx()).isEqualTo(WireInput.NDX_DONE);
        session.out().ndx(WireInput.NDX_DONE);
      }
      assertThat(session.in().ndx()).as("final goodbye").isEqualTo(WireInput.NDX_DONE);
    }
    assertThat(daemon.isAlive()).isTrue();
  }

  @Test
  void modulesAreListed() throws Exception {
    List<String> lines = new ArrayList<>();
    Connector.shared()
        .listModules(
            new DaemonAddress("127.0.0.1", port),
            AddressFamily.ANY,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    assertThat(lines)
        .containsExactly("hello", "there", "", "m              \t", "locked         \t");
  }

  @Test
  void aReadOnlyModuleSaysSo() throws Exception {
    SessionRequest request = Sessions.request(port);
    SessionRequest locked =
        new SessionRequest(
            RsyncTarget.parse("rsync://127.0.0.1:" + port + "/locked"),
            null,
            request.arguments(),
            true,
            Sessions.CHECKSUMS,
            null,
            List.of(),
            null,
            32,
            request.connectTimeout(),
            request.handshakeTimeout(),
            0,
            0,
            AddressFamily.ANY,
            null);
    try (Session session = Sessions.open(locked)) {
      assertThatThrownBy(() -> session.in().ndx())
          .isInstanceOf(RsyncException.class)
          .hasMessageContaining("module \"locked\": ERROR: module is read only")
          .extracting("kind")
          .isEqualTo(RsyncException.Kind.READ_ONLY);
    }
  }
}
