package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.NfsServer;
import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong around a mirror, and that nothing is lost by it. */
class LiveFaultsTest {
  private static final String FIRST = "mkdir -p d/sub; seq 100 | tee f d/f d/sub/f >/dev/null";

  private final Path source = Scratch.create("source");
  private final RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);

  @AfterEach
  void close() {
    daemon.close();
    Scratch.delete(source);
  }

  private LiveMirror mirrored(String... options) {
    Command.script(source, FIRST).succeed();
    LiveMirror mirror = LiveMirror.start(source, daemon, options);
    mirror.awaitMirrored(daemon, "data");
    return mirror;
  }

  @Test
  void whatTheServerMissedArrivesWhenItIsBack() {
    try (LiveMirror mirror = mirrored()) {
      daemon.stop();
      mirror.change("echo x > while-down; rm d/f; mv d/sub d/moved; chmod 600 f");
      daemon.start();
      mirror.awaitMirrored(daemon, "data");
      mirror.change("echo y > after");
      mirror.awaitMirrored(daemon, "data");
    }
  }

  @Test
  void aServerKilledInABurstIsCaughtUpWith() {
    try (LiveMirror mirror = mirrored()) {
      mirror.change("for i in $(seq 500); do head -c 20000 /dev/urandom > b$i; done");
      daemon.kill();
      mirror.change("rm b1 b2 b3; for i in $(seq 500 600); do echo $i > b$i; done");
      daemon.start();
      mirror.awaitMirrored(daemon, "data");
    }
  }

  @Test
  void whatAKilledReceiverLeftIsSweptAway() {
    try (LiveMirror mirror = mirrored("--bwlimit=8m")) {
      mirror.change("mkdir keep; echo x > keep/x; head -c 24M /dev/urandom > d/big");
      String find = "ls -A d | grep '^\\.big\\.'";
      await("the file being written")
          .until(() -> Command.script(daemon.modulePath("data"), find).run().exit() == 0);
      daemon.kill();
      assertThat(Command.script(daemon.modulePath("data"), find).run().exit())
          .as("the temporary file is left")
          .isZero();
      daemon.start();
      mirror.awaitMirrored(daemon, "data");
    }
  }

  @Test
  void startsWhileTheServerIsDown() {
    Command.script(source, FIRST).succeed();
    daemon.stop();
    try (LiveMirror mirror = LiveMirror.start(source, daemon)) {
      mirror.change("echo x > early");
      daemon.start();
      mirror.awaitMirrored(daemon, "data");
    }
  }

  @Test
  void killedWithSignalNineItCatchesUpOnItsNextStart() {
    try (LiveMirror mirror = mirrored()) {
      mirror.change("for i in $(seq 300); do head -c 30000 /dev/urandom > b$i; done; rm f");
      mirror.kill();
      mirror.change("echo x > while-dead; rm -r d/sub; mv b1 renamed; touch -d @1 b2");
      mirror.startAgain();
      mirror.awaitMirrored(daemon, "data");
    }
  }

  @Test
  void sigtermFinishesTheBatchAndExitsZero() {
    try (LiveMirror mirror = mirrored()) {
      mirror.change("for i in $(seq 300); do head -c 30000 /dev/urandom > b$i; done");
      assertThat(mirror.terminate()).isZero();
      assertThat(
              Command.script(daemon.modulePath("data"), "ls -A | grep -c '^\\..*\\.' || true")
                  .run()
                  .outText())
          .as("temporary files left in the module")
          .isEqualTo("0\n");
    }
  }

  @Test
  void tenThousandFilesInOneBurst() {
    try (LiveMirror mirror = mirrored()) {
      mirror.change(
          """
          for d in $(seq 20); do
            mkdir burst$d
            for f in $(seq 500); do echo $d.$f > burst$d/$f; done
          done
          """);
      mirror.awaitMirrored(daemon, "data");
    }
  }

  @Test
  void anOverflowingEventQueueLosesNothing() throws IOException {
    Parts.needRoot();
    Path limit = Path.of("/proc/sys/fs/inotify/max_queued_events");
    // Not readString: it asks for one byte first, and the kernel then tells no more.
    String before = Files.readAllLines(limit).getFirst();
    Files.writeString(limit, "16");
    try (LiveMirror mirror = mirrored()) {
      mirror.change(
          """
          for i in $(seq 5); do
            cp -a d copy$i; mkdir burst$i
            seq 400 | (cd burst$i; xargs touch); seq 400 | (cd burst$i; xargs -n 100 rm)
            seq 1 2 400 | (cd burst$i; xargs touch)
          done
          rm -r copy1; mv copy2 copy-moved; echo end >> f
          """);
      mirror.awaitMirrored(daemon, "data");
    } finally {
      Files.writeString(limit, before);
    }
  }

  @Test
  void anUnmountedSourceDeletesNothingAlthoughItsMountPointIsNotEmpty() {
    Parts.needRoot();
    Path place = Scratch.create("mounted");
    Command.script(place, "mount -t tmpfs none .").succeed();
    Command.script(source, "echo x > stray").succeed();
    try {
      Command.script(place, FIRST).succeed();
      Command.script(source, "mount --bind " + place + " " + source).succeed();
      try (LiveMirror mirror = LiveMirror.start(source, daemon)) {
        mirror.awaitMirrored(daemon, "data");
        Command.script(place, "umount -l " + source).succeed();
        await("it is said").until(() -> mirror.output().contains("another file system"));
        mirror.awaitMirrored(() -> TreeState.of(place), () -> daemon.tree("data"));

        Command.script(place, "rm d/f; echo x > while-away; mount --bind . " + source).succeed();
        mirror.awaitMirrored(daemon, "data");
      } finally {
        Command.script(place, "umount -l " + source + " || true").succeed();
      }
    } finally {
      Command.script(source, "umount -l " + place).succeed();
      Scratch.delete(place);
    }
  }

  @Test
  void aFilterOfDirectoriesKeepsNoFileAliveAndStillProtectsDirectories() {
    Command.script(source, "echo x | tee f g >/dev/null").succeed();
    Command.script(daemon.modulePath("data"), "mkdir kept").succeed();
    try (LiveMirror mirror = LiveMirror.start(source, daemon, "--exclude=*/")) {
      await("the first sync").until(() -> Files.exists(daemon.modulePath("data").resolve("g")));
      mirror.change("mkdir kept; rmdir kept; rm f");
      await("the deletion").until(() -> !Files.exists(daemon.modulePath("data").resolve("f")));
      mirror.change("rm g");
      await("the next batch").until(() -> !Files.exists(daemon.modulePath("data").resolve("g")));
      assertThat(daemon.modulePath("data").resolve("kept")).exists();
    }
  }

  @Test
  void aFileHeldOpenAndAppendedToArrivesWithoutBeingClosed() throws IOException {
    try (LiveMirror mirror = mirrored();
        OutputStream held = Files.newOutputStream(source.resolve("log"))) {
      for (int i = 0; i < 3; i++) {
        held.write(("line " + i + "\n").getBytes(StandardCharsets.UTF_8));
        held.flush();
        mirror.awaitMirrored(daemon, "data");
      }
    }
  }

  @Test
  void aFileWrittenOverNfsArrives() throws IOException {
    try (LiveMirror mirror = mirrored();
        NfsServer nfs = NfsServer.export(source)) {
      Path outside = Scratch.create("outside");
      nfs.write(Files.writeString(outside.resolve("file"), "over the wire".repeat(10_000)), "nfs");
      Scratch.delete(outside);
      assertThat(source.resolve("nfs")).exists();
      mirror.awaitMirrored(daemon, "data");
    }
  }
}
