package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code --safe-links} in a mirror: a link that the daemon passes over is neither a failure nor
 * missing, and what has its name there stays.
 */
class SafeLinksTest {
  private static boolean isThere(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void whatLeadsOutIsPassedOver(RsyncVersion version) throws IOException {
    Path home = Scratch.create("links");
    Path source = Scratch.create("source");
    // Without chroot a daemon makes links harmless by itself, or munges them.
    RsyncdConf conf = RsyncdConf.asRoot().set("use chroot", "yes");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      Path there = daemon.modulePath("data");
      Command.script(there, "echo stays >kept; echo goes >extra").succeed();
      Command.script(
              source, "echo f >f; ln -s f in; ln -s /etc out; ln -s ../up up; ln -s /etc kept")
          .succeed();
      try (LiveMirror mirror = MirrorOptions.start(home, source, daemon, "-a --safe-links")) {
        await("the first sync").until(() -> isThere(there.resolve("in")));
        await("what is extra goes").until(() -> !isThere(there.resolve("extra")));
        mirror.change("mkdir d; ln -s ../f d/in; ln -s ../../f d/out; echo g >g");
        await("live").until(() -> isThere(there.resolve("d/in")) && isThere(there.resolve("g")));
        mirror.change("ln -sfn /etc in; rm g; mv d e; rm out");
        await("a move").until(() -> isThere(there.resolve("e/in")) && !isThere(there.resolve("d")));
        await("a deletion").until(() -> !isThere(there.resolve("g")));
        mirror.terminate();
        assertThat(mirror.output())
            .contains("nothing pending")
            .doesNotContain("fail", "not confirmed");
      }
      assertThat(Files.readString(there.resolve("kept"))).isEqualTo("stays\n");
      assertThat(Files.readSymbolicLink(there.resolve("in"))).as("as it was").hasToString("f");
      for (String name : new String[] {"out", "up", "e/out"}) {
        assertThat(isThere(there.resolve(name))).as(name).isFalse();
      }
    } finally {
      Scratch.delete(source);
      Scratch.delete(home);
    }
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void aDaemonThatMungesLinksPassesOverAllOfThem(RsyncVersion version) {
    Path home = Scratch.create("links");
    Path source = Scratch.create("source");
    RsyncdConf conf = RsyncdConf.mainUseCase().set("munge symlinks", "yes");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      Path there = daemon.modulePath("data");
      Command.script(source, "echo f >f; ln -s f in").succeed();
      try (LiveMirror mirror = MirrorOptions.start(home, source, daemon, "-a --safe-links")) {
        await("the first sync").until(() -> isThere(there.resolve("f")));
        mirror.change("ln -s f other; echo g >g");
        await("live").until(() -> isThere(there.resolve("g")));
        mirror.terminate();
        assertThat(mirror.output()).contains("nothing pending").doesNotContain("fail");
      }
      assertThat(isThere(there.resolve("in"))).isFalse();
    } finally {
      Scratch.delete(source);
      Scratch.delete(home);
    }
  }
}
