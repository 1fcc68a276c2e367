package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that a mirror keeps ready do not show, but for their speed. */
class ReadySessionsTest {
  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void theServersLogStaysClean(RsyncVersion version) {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      try (LiveMirror mirror = LiveMirror.start(source, daemon)) {
        for (int i = 0; i < 3; i++) {
          mirror.change("echo " + i + " > f" + i + "; chmod 600 f*; mkdir d" + i);
          mirror.awaitMirrored(daemon, "data");
        }
        assertThat(mirror.terminate()).isZero();
      }
      assertThat(daemon.log()).doesNotContainIgnoringCase("error").doesNotContain("unexpected");
    } finally {
      Scratch.delete(source);
    }
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void aServerThatWasStartedAnewIsNoFailure(RsyncVersion version) {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = LiveMirror.start(source, daemon)) {
      mirror.change("echo 1 > f");
      mirror.awaitMirrored(daemon, "data");
      daemon.stop();
      daemon.start();
      mirror.change("echo 2 > f; echo 2 > g");
      mirror.awaitMirrored(daemon, "data");
      assertThat(mirror.output()).doesNotContain("next attempt");
    } finally {
      Scratch.delete(source);
    }
  }
}
