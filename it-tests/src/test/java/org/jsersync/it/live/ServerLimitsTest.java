package org.jsersync.it.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers whose {@code max connections} and {@code timeout} leave a mirror little room. */
class ServerLimitsTest {
  private final Path source = Scratch.create("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  @ParameterizedTest
  @EnumSource
  void theOnlyConnectionIsWaitedForAndSharedAfterwards(RsyncVersion version) throws IOException {
    RsyncdConf conf = RsyncdConf.mainUseCase().set("max connections", "1");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      Socket first = occupy(daemon);
      try (first;
          LiveMirror mirror = LiveMirror.start(source, daemon)) {
        mirror.change("mkdir d; seq 100 > d/f");
        await("it is said").until(() -> mirror.output().contains("max connections"));
        mirror.change("seq 200 > d/g");
        first.close();
        mirror.awaitMirrored(daemon, "data");
        for (int i = 0; i < 5; i++) {
          mirror.change("echo " + i + " > d/f; mkdir n" + i);
          mirror.awaitMirrored(daemon, "data");
        }
        assertThat(mirror.output()).containsOnlyOnce("max connections (1) reached");
        assertThat(mirror.output()).containsOnlyOnce("works again");
        assertThat(mirror.terminate()).isZero();
        assertThat(mirror.output()).contains("nothing pending");
      }
    }
  }

  /** Takes a place as a client that is about to give its password. */
  private static Socket occupy(RsyncDaemon daemon) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), daemon.port());
    client
        .getOutputStream()
        .write("@RSYNCD: 32.0 sha512 sha256 sha1 md5 md4\ndata\n".getBytes(ISO_8859_1));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    lines.readLine();
    assertThat(lines.readLine()).startsWith("@RSYNCD: AUTHREQD ");
    return client;
  }

  @ParameterizedTest
  @EnumSource
  void anIdleSpellLongerThanTheServersTimeoutBreaksNothing(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().set("timeout", "4");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf);
        LiveMirror mirror = LiveMirror.start(source, daemon)) {
      mirror.change("seq 100 > f");
      mirror.awaitMirrored(daemon, "data");
      mirror.change("echo 2 > f");
      mirror.awaitMirrored(daemon, "data");
      // The server waits half as long again before it looks.
      await("more than a timeout")
          .pollDelay(Duration.ofSeconds(7))
          .until(() -> !mirror.output().contains("next attempt"));
      mirror.change("echo 3 > f; mkdir d");
      mirror.awaitMirrored(daemon, "data");
      assertThat(mirror.terminate()).isZero();
      assertThat(mirror.output()).doesNotContain("next attempt");
      assertThat(daemon.log()).doesNotContain("timeout").doesNotContainIgnoringCase("error");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSenderThatIsSilentForLongerThanTheServersTimeoutIsWaitedFor(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().set("timeout", "4");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf);
        // Several seconds between two pieces of a file.
        LiveMirror mirror = LiveMirror.start(source, daemon, "--bwlimit=4")) {
      mirror.change("head -c 60000 /dev/urandom > f");
      mirror.awaitMirrored(daemon, "data");
      assertThat(mirror.output()).doesNotContain("next attempt");
      assertThat(daemon.log()).doesNotContain("timeout");
    }
  }
}
