package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers with {@code refuse options} that a mirror can do without: it says so once and goes on.
 */
class RefusedOptionsTest {
  private static final String FIRST = "mkdir -p d/sub; seq 100 | tee f d/f d/sub/f >/dev/null";

  private final Path source = Scratch.create("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  private static RsyncDaemon refusing(RsyncVersion version, String options) {
    return RsyncDaemon.start(
        version, RsyncdConf.mainUseCase().module("data", Map.of("refuse options", options)));
  }

  private LiveMirror mirrored(RsyncDaemon daemon) {
    Command.script(source, FIRST).succeed();
    LiveMirror mirror = LiveMirror.start(source, daemon);
    mirror.awaitMirrored(daemon, "data");
    return mirror;
  }

  @ParameterizedTest
  @EnumSource
  void withoutAcknowledgementsEverythingIsMirroredAllTheSame(RsyncVersion version) {
    try (RsyncDaemon daemon = refusing(version, "remove-source-files");
        LiveMirror mirror = mirrored(daemon)) {
      for (int i = 0; i < 3; i++) {
        mirror.change("echo " + i + " > f; mkdir n" + i + "; echo x > n" + i + "/f; chmod 600 d/f");
        mirror.awaitMirrored(daemon, "data");
      }
      mirror.change("rm -r n1; mv d e");
      mirror.awaitMirrored(daemon, "data");
      assertThat(mirror.terminate()).isZero();
      assertSaidOnce(mirror, "the server refuses --remove-source-files: ");
      assertThat(mirror.output()).contains("nothing pending");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutAcknowledgementsANameThatFailsIsFoundAndHoldsUpNoOther(RsyncVersion version) {
    try (RsyncDaemon daemon = refusing(version, "remove-source-files");
        LiveMirror mirror = mirrored(daemon)) {
      // A directory that no file can take the place of.
      Path module = daemon.modulePath("data");
      Command.script(module, "mkdir -p bad/full; touch bad/full/x; chmod 555 bad bad/full")
          .succeed();
      mirror.change("echo x > bad; for i in $(seq 50); do echo $i > good$i; done");
      await("the failure")
          .atMost(Duration.ofSeconds(60))
          .until(() -> mirror.output().contains(": bad: could not make way"));
      await("the others")
          .until(() -> Command.script(module, "ls good* | wc -l").run().outText().equals("50\n"));
      Command.script(module, "chmod 777 bad bad/full").succeed();
      mirror.awaitMirrored(daemon, "data");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "V3_5_0, delete",
    "V3_5_0, delete*",
    "V3_2_7, delete",
    "V3_2_7, delete*",
    "V3_5_0, delete remove-source-files",
    "V3_2_7, delete remove-source-files"
  })
  void withoutDeletionsAllElseIsMirroredAndWhatWasToGoIsCounted(
      RsyncVersion version, String options) {
    try (RsyncDaemon daemon = refusing(version, options);
        LiveMirror mirror = mirrored(daemon)) {
      mirror.change("rm d/f; rm -r d/sub; echo new > f; mkdir n; echo x > n/f; chmod 600 f");
      Path module = daemon.modulePath("data");
      await("what is new").until(() -> module.resolve("n/f").toFile().exists());
      assertThat(module.resolve("d/f")).exists();
      assertThat(module.resolve("d/sub/f")).exists();
      mirror.change("seq 100 > d/f; mkdir d/sub; seq 100 > d/sub/f");
      mirror.awaitMirrored(daemon, "data");

      mirror.change("rm n/f; echo last > f");
      await("the last change")
          .until(() -> Command.of("cat", module.resolve("f")).run().outText().equals("last\n"));
      assertThat(mirror.terminate()).isZero();
      assertSaidOnce(mirror, "the server refuses --delete: ");
      if (options.contains("remove-source-files")) {
        assertSaidOnce(mirror, "the server refuses --remove-source-files: ");
      }
      assertThat(mirror.output())
          .contains("1 name pending, of which the server refused to delete 1");
      assertThat(module.resolve("n/f")).exists();
    }
  }

  private static void assertSaidOnce(LiveMirror mirror, String beginning) {
    assertThat(mirror.output())
        .containsOnlyOnce(beginning)
        .contains("in \"refuse options\" of the server's rsyncd.conf")
        .doesNotContain("the daemon says")
        .doesNotContain("next attempt");
  }
}
