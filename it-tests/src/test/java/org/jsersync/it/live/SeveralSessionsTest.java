package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mirror that holds several sessions with one daemon at a time. */
class SeveralSessionsTest {
  private final Path source = Scratch.create("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  @ParameterizedTest
  @EnumSource
  void aLargeFileHoldsUpNoSmallOne(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = LiveMirror.start(source, daemon, "--bwlimit=1m")) {
      mirror.change("mkdir d");
      mirror.awaitMirrored(daemon, "data");
      mirror.change("head -c 12000000 /dev/urandom > d/large");
      await("it is under way").until(() -> isBeingReceived(daemon.modulePath("data"), "large"));
      mirror.change("echo small > d/small; mkdir n; seq 10 > n/f; rm -f nothing");

      Path module = daemon.modulePath("data");
      await("the small ones").until(() -> Files.exists(module.resolve("n/f")));
      assertThat(module.resolve("d/small")).hasContent("small");
      assertThat(module.resolve("d/large")).doesNotExist();
      mirror.awaitMirrored(daemon, "data");
    }
  }

  /** A receiver writes to a name of its own until the file is whole. */
  private static boolean isBeingReceived(Path module, String name) throws IOException {
    try (var names = Files.list(module.resolve("d"))) {
      return names.anyMatch(path -> path.getFileName().toString().startsWith("." + name + "."));
    }
  }

  @Test
  void changesGoOutDuringTheFirstSyncAndAreNotLost() {
    Command.script(
            source,
            "for i in $(seq 10 29); do mkdir d$i; head -c 1000000 /dev/urandom > d$i/f; done")
        .succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
        LiveMirror mirror = LiveMirror.start(source, daemon, "--bwlimit=2m")) {
      Path module = daemon.modulePath("data");
      await("the first sync").until(() -> Files.exists(module.resolve("d10/f")));
      mirror.change("mkdir n; echo x > n/x; echo g > d29/g");
      await("changes").until(() -> Files.exists(module.resolve("n/x")));
      await("changes").until(() -> Files.exists(module.resolve("d29/g")));
      assertThat(module.resolve("d28/f")).doesNotExist();
      for (int i = 10; i < 30; i++) {
        mirror.change("echo new >> d%1$d/f; rm -f d%2$d/g; mv d%2$d/f m%2$d".formatted(i, 39 - i));
      }
      mirror.awaitMirrored(daemon, "data");
      assertThat(mirror.output()).doesNotContain("mkstemp");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatIsWrittenAllTheTimeEndsAsItIs(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = LiveMirror.start(source, daemon)) {
      mirror.change("mkdir d");
      mirror.awaitMirrored(daemon, "data");
      mirror.change(
          "for i in $(seq 1000); do echo $i >> log; echo $i > d/state; echo $i > f$i; done");
      mirror.awaitMirrored(daemon, "data");
      assertThat(mirror.output()).doesNotContain("next attempt");
    }
  }
}
