package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.product.Product;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -x}: what is mounted below the source is not the source's, here and there. */
class OneFileSystemTest {
  private final Path home = Scratch.create("one");
  private final Path source = Scratch.create("source");

  @BeforeEach
  void mount() {
    Parts.needRoot();
    Command.script(
            source,
            "mkdir -p d/m; mount -t tmpfs none d/m; echo in >d/m/in; mkdir d/m/s; chmod 711 d/m;"
                + " echo f >f")
        .succeed();
  }

  @AfterEach
  void unmount() {
    Command.script(source, "for m in d/m e/m n; do ! mountpoint -q $m || umount $m; done; rm -rf n")
        .succeed();
    Scratch.delete(source);
    Scratch.delete(home);
  }

  /** What only the remote has, where here something is mounted. */
  private static Path seed(RsyncDaemon daemon) {
    Path there = daemon.modulePath("data");
    Command.script(there, "mkdir -p d/m/old; echo x >d/m/kept; echo x >extra; chown -R rsync: .")
        .succeed();
    return there;
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void aMirrorLeavesAloneWhatIsMounted(RsyncVersion version) throws IOException {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Path there = seed(daemon);
      try (LiveMirror mirror = MirrorOptions.start(home, source, daemon, "-ax")) {
        await("the first sync")
            .until(() -> Files.exists(there.resolve("f")) && !Files.exists(there.resolve("extra")));
        assertThat(there.resolve("d/m/kept")).exists();
        assertThat(there.resolve("d/m/old")).exists();
        assertThat(there.resolve("d/m/in")).doesNotExist();
        mirror.change("echo x >d/m/live; mkdir d/m/dir; rm d/m/in; echo g >d/g; touch d/m d");
        await("live").until(() -> Files.exists(there.resolve("d/g")));
        mirror.change("mkdir n; echo under >n/under; echo h >h");
        await("a new directory").until(() -> Files.exists(there.resolve("n/under")));
        mirror.change("mount -t tmpfs none n; echo x >n/over; touch n; rm h");
        await("after a mount").until(() -> !Files.exists(there.resolve("h")));
        mirror.terminate();
        assertThat(mirror.output()).contains("nothing pending").doesNotContain("fail");

        mirror.startAgain();
        mirror.change("echo again >again");
        await("compared again").until(() -> Files.exists(there.resolve("again")));
        await("compared").until(() -> mirror.output().contains("compared"));
        assertThat(there.resolve("n/under")).as("not known to be gone").exists();
        assertThat(there.resolve("n/over")).doesNotExist();
        assertThat(there.resolve("d/m/kept")).exists();
        assertThat(there.resolve("d/m/live")).doesNotExist();

        mirror.change("mv d e; rm e/g");
        await("a move of what holds a mount point")
            .until(() -> Files.exists(there.resolve("e/m")) && !Files.exists(there.resolve("d")));
        await("and a change in it").until(() -> !Files.exists(there.resolve("e/g")));
        mirror.terminate();
        assertThat(mirror.output()).contains("nothing pending");
        assertThat(there.resolve("e/m/live")).doesNotExist();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RsyncVersion.class)
  void jrsyncDoesAsRsync(RsyncVersion version) throws IOException {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Path there = seed(daemon);
      push(daemon, "-ax", "--delete", source + "/");
      assertThat(there.resolve("f")).exists();
      assertThat(there.resolve("extra")).doesNotExist();
      assertThat(there.resolve("d/m/kept")).exists();
      assertThat(there.resolve("d/m/in")).doesNotExist();
      push(daemon, "-axR", source + "/./d/m/s", source + "/./d");
      assertThat(there.resolve("d/m/s")).as("typed").exists();
      assertThat(there.resolve("d/m/in")).doesNotExist();
      push(daemon, "-axx", "--delete", source + "/");
      assertThat(there.resolve("d")).isEmptyDirectory();
      push(daemon, "-ax", source + "/d/m");
      assertThat(there.resolve("m/in")).as("what is typed is where it is").exists();
    }
  }

  private static void push(RsyncDaemon daemon, Object... words) {
    Object[] all = new Object[words.length + 3];
    all[0] = "--password-file=" + daemon.passwordFile();
    all[1] = "--port=" + daemon.port();
    System.arraycopy(words, 0, all, 2, words.length);
    all[words.length + 2] = daemon.target("data");
    Product.jrsync(all).succeed();
  }
}
