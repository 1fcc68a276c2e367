package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Renames in a live mirror: the server makes the new name from what it has under the old one. */
class RenamesTest {
  /** 400 files of 20,000 bytes that nothing compresses. */
  private static final String TREE =
      "mkdir -p d/sub; for i in $(seq 200); do head -c 20000 /dev/urandom > d/$i; head -c 20000"
          + " /dev/urandom > d/sub/$i; done; head -c 1000000 /dev/urandom > f; seq 100 > small";

  private final Path source = Scratch.create("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  private LiveMirror mirrored(RsyncDaemon daemon, String... options) {
    Command.script(source, TREE).succeed();
    LiveMirror first = LiveMirror.start(source, daemon, options);
    first.awaitMirrored(daemon, "data");
    assertThat(first.terminate()).isZero();
    // So that its summary tells what was sent after the first comparison.
    first.startAgain();
    await("the comparison").until(() -> first.output().contains("first sync done"));
    return first;
  }

  private static Object inode(Path file) throws Exception {
    return Files.getAttribute(file, "unix:ino");
  }

  @ParameterizedTest
  @EnumSource
  void aRenamedFileKeepsItsInodeAndIsNotSent(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = mirrored(daemon)) {
      Path module = daemon.modulePath("data");
      Object inode = inode(module.resolve("f"));
      mirror.change("mkdir n; mv f small; chmod 600 small");
      mirror.awaitMirrored(daemon, "data");
      assertThat(inode(module.resolve("small"))).isEqualTo(inode);

      mirror.change("mv small n/g");
      mirror.awaitMirrored(daemon, "data");
      assertThat(inode(module.resolve("n/g"))).isEqualTo(inode);
      assertThat(mirror.terminateAndCount()).isLessThan(100_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofARenamedDirectoryNothingIsSent(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = mirrored(daemon)) {
      Path module = daemon.modulePath("data");
      Object inode = inode(module.resolve("d/sub/7"));
      mirror.change("mkdir -p n/m");
      mirror.awaitMirrored(daemon, "data");
      mirror.change("mv d n/m/e");
      mirror.awaitMirrored(daemon, "data");
      mirror.change("echo more >> n/m/e/9");
      mirror.awaitMirrored(daemon, "data");
      mirror.change("mv n/m/e/sub moved");
      mirror.awaitMirrored(daemon, "data");
      mirror.change("mv n other");
      mirror.awaitMirrored(daemon, "data");
      assertThat(inode(module.resolve("moved/7"))).isEqualTo(inode);
      assertThat(mirror.terminateAndCount()).isLessThan(300_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereHardLinksAreRefusedWhatIsRenamedIsSentAnew(RsyncVersion version) {
    RsyncdConf conf =
        RsyncdConf.mainUseCase().module("data", Map.of("refuse options", "hard-links"));
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf);
        LiveMirror mirror = mirrored(daemon)) {
      for (int i = 0; i < 3; i++) {
        mirror.change("mv d e; mv e/" + (i + 1) + " g" + i + "; mkdir d; mv e/sub d/; mv d/sub e/");
        mirror.awaitMirrored(daemon, "data");
        mirror.change("rm -r d; mv e d; echo " + i + " > small");
        mirror.awaitMirrored(daemon, "data");
      }
      assertThat(mirror.terminate()).isZero();
      assertThat(mirror.output())
          .containsOnlyOnce("the server refuses --hard-links: ")
          .doesNotContain("next attempt")
          .contains("nothing pending");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereNoLinkCanBeMadeWhatIsRenamedIsSentAnew(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Path module = daemon.modulePath("data");
      Path other = Files.createDirectory(module.resolve("n"));
      Command.script(module, "mount -t tmpfs none n && chown rsync:rsync n").succeed();
      try (LiveMirror mirror = crossing(daemon)) {
        mirror.change("mv d n/e; mv f n/f");
        mirror.awaitMirrored(daemon, "data");
        mirror.change("mv n/f f; rm -r n/e/sub; mv n/e n/d; echo x > n/d/1");
        mirror.awaitMirrored(daemon, "data");
        assertThat(mirror.terminate()).isZero();
        assertThat(mirror.output()).doesNotContain("failed").contains("nothing pending");
      } finally {
        Command.of("umount", "-l", other).succeed();
      }
    }
  }

  private LiveMirror crossing(RsyncDaemon daemon) {
    Command.script(source, TREE + "; mkdir n").succeed();
    LiveMirror mirror = LiveMirror.start(source, daemon);
    mirror.awaitMirrored(daemon, "data");
    return mirror;
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatIsDownLearnsOfTheRenamesLater(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = mirrored(daemon)) {
      Object inode = inode(daemon.modulePath("data").resolve("d/7"));
      daemon.stop();
      mirror.change("mv d e; mv e/sub sub; mv f g; echo x > f");
      await("an attempt")
          .atMost(Duration.ofSeconds(60))
          .until(() -> mirror.output().contains("next attempt"));
      mirror.change("mv e d2; mv g h");
      daemon.start();
      mirror.awaitMirrored(daemon, "data");
      assertThat(inode(daemon.modulePath("data").resolve("d2/7"))).isEqualTo(inode);
      assertThat(mirror.terminateAndCount()).isLessThan(300_000);
    }
  }
}
