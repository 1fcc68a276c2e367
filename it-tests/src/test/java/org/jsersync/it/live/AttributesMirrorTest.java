package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
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
import org.jsersync.it.tree.AttributeTexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mirror that keeps access control lists and extended attributes. */
class AttributesMirrorTest {
  private static final String TREE =
      "mkdir -p d/sub e; seq 9 | tee f d/f d/sub/f >/dev/null; head -c 2000000 /dev/urandom > big;"
          + " setfattr -n user.first -v 1 f d; setfacl -m u:1:r f; ln -s f link";

  private final Path source = Scratch.roomy("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  private LiveMirror mirrored(RsyncDaemon daemon) {
    Command.script(source, TREE).succeed();
    LiveMirror mirror = LiveMirror.start(source, daemon, "-AX");
    awaitMirrored(mirror, daemon);
    return mirror;
  }

  private void awaitMirrored(LiveMirror mirror, RsyncDaemon daemon) {
    mirror.awaitMirrored(daemon, "data");
    Path module = daemon.modulePath("data");
    await("the attributes to equal the source's")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(AttributeTexts.of(module)).isEqualTo(AttributeTexts.of(source)));
  }

  @ParameterizedTest
  @EnumSource
  void everyChangeOfThemArrives(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.startRoomy(version, RsyncdConf.asRoot());
        LiveMirror mirror = mirrored(daemon)) {
      for (String change :
          new String[] {
            "setfattr -n user.short -v abc f; setfattr -n user.d -v d d",
            "setfattr -n user.long -v $(printf 'x%.0s' $(seq 10000)) f d/f d/sub",
            "setfattr -n user.long -v $(printf 'y%.0s' $(seq 10000)) d/f; setfattr -x user.long f",
            "setfacl -m u:7:rwx,g:2:r d/f d; setfacl -d -m u:3:rx d",
            "setfattr -h -n trusted.own -v l link; setfattr -n trusted.t -v t d/sub",
            "setfacl -b d/f; setfacl -k d; setfacl -m u:1:rw f",
            "echo new > n; setfattr -n user.n -v $(printf 'n%.0s' $(seq 99)) n; setfacl -m u:2:- n",
            "mkdir made; setfattr -n user.m -v m made; setfacl -d -m g:9:rwx made; touch made/f",
            "echo more >> f; setfattr -n user.both -v $(printf 'b%.0s' $(seq 50)) f",
            "for i in $(seq 40); do echo $i > e/$i; setfattr -n user.shared -v"
                + " $(printf 's%.0s' $(seq 200)) e/$i; setfacl -m u:5:r e/$i; done"
          }) {
        mirror.change(change);
        awaitMirrored(mirror, daemon);
      }
      assertThat(mirror.terminate()).isZero();
      assertThat(mirror.output()).doesNotContain("failed");
    }
  }

  /** Contents that go before they are asked for. */
  @ParameterizedTest
  @EnumSource
  void listsAloneArriveWithContents(RsyncVersion version) {
    Command.script(source, TREE + "; setfattr -x user.first f; setfattr -x user.first d").succeed();
    try (RsyncDaemon daemon = RsyncDaemon.startRoomy(version, RsyncdConf.asRoot());
        LiveMirror mirror = LiveMirror.start(source, daemon, "-A")) {
      awaitMirrored(mirror, daemon);
      for (int i = 1; i < 6; i++) {
        mirror.change(
            "echo %1$d > f; setfacl -m u:%1$d:r f; echo %1$d > n%1$d; setfacl -m g:%1$d:rw n%1$d"
                .formatted(i));
        awaitMirrored(mirror, daemon);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRenamedKeepsThem(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.startRoomy(version, RsyncdConf.asRoot());
        LiveMirror mirror = mirrored(daemon)) {
      mirror.change(
          "setfattr -n user.long -v $(printf 'x%.0s' $(seq 5000)) big d d/f; setfacl -m u:7:r big"
              + " d/f; setfacl -d -m u:3:rx d");
      awaitMirrored(mirror, daemon);
      Path module = daemon.modulePath("data");
      Object inode = Files.getAttribute(module.resolve("big"), "unix:ino");
      mirror.change("mv big e/moved; mv d e/dir");
      awaitMirrored(mirror, daemon);
      assertThat(Files.getAttribute(module.resolve("e/moved"), "unix:ino")).isEqualTo(inode);
    }
  }

  /** Its file system has no room for some: it is said of which name, and holds up no other. */
  @ParameterizedTest
  @EnumSource
  void whatTheServerCannotKeepIsNamedAndTriedAgain(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version, RsyncdConf.asRoot());
        LiveMirror mirror = mirrored(daemon)) {
      String large = "setfattr -n user.large -v $(printf 'x%.0s' $(seq 10000)) ";
      assumeThat(Command.script(daemon.modulePath("backup"), large + ".").run().exit())
          .as("the modules' file system has room for few attributes")
          .isNotZero();
      mirror.change(large + "f; echo more >> d/f; setfattr -n user.small -v 1 d/sub/f");
      await("the failure")
          .atMost(Duration.ofSeconds(30))
          .until(() -> mirror.output().contains(": f: "));
      Path module = daemon.modulePath("data");
      await("the others")
          .untilAsserted(
              () -> {
                assertThat(module.resolve("d/f")).hasSameBinaryContentAs(source.resolve("d/f"));
                assertThat(AttributeTexts.xattrs(module.resolve("d")))
                    .isEqualTo(AttributeTexts.xattrs(source.resolve("d")));
              });
      mirror.change("setfattr -x user.large f");
      awaitMirrored(mirror, daemon);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatRefusesThemIsNamedWithTheOption(RsyncVersion version) {
    RsyncdConf conf =
        RsyncdConf.mainUseCase().module("data", Map.of("refuse options", "acls xattrs"));
    Command.script(source, TREE).succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf);
        LiveMirror mirror = LiveMirror.start(source, daemon, "-AX")) {
      await("the refusal")
          .atMost(Duration.ofSeconds(30))
          .until(() -> mirror.output().contains("next attempt"));
      assertThat(mirror.output())
          .contains("The server is configured to refuse --acls")
          .contains("change the option here, or \"refuse options\" in the server's rsyncd.conf");
    }
  }
}
