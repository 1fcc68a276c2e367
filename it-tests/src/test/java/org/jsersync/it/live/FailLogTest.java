package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What could not be delivered survives (06-sersync, sections 8 and 14). */
class FailLogTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String FIRST = "mkdir d; seq 100 | tee f d/f >/dev/null";

  private final Path source = Scratch.create("source");
  private final Path home = Scratch.create("home");
  private final Path log = home.resolve("fail_log.sh");
  private RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);

  @AfterEach
  void close() {
    daemon.close();
    Scratch.delete(source);
    Scratch.delete(home);
  }

  private Path confxml() {
    return ConfXmlFile.watching(source)
        .auth(daemon)
        .remote("127.0.0.1", "data")
        .failLog(log)
        .write(home);
  }

  private LiveMirror mirrored() {
    Command.script(source, FIRST).succeed();
    LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml());
    mirror.awaitMirrored(daemon, "data");
    awaitLogEmpty();
    return mirror;
  }

  private void awaitLogEmpty() {
    await("an empty log")
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(log).exists().content().isEmpty());
  }

  private void awaitLogged(String text) {
    await(text + " in the log")
        .atMost(LIMIT)
        .until(() -> Files.exists(log) && Files.readString(log).contains(text));
  }

  /**
   * Row 40, and killed in between: the next start has no -r, so it knows of them by the log only.
   */
  @Test
  @DisplayName(
      "row 40: what was missed arrives by itself, also after signal 9, and the log is empty")
  void whatWasMissedSurvivesSignalNineAndArrivesByItself() throws IOException {
    try (LiveMirror mirror = mirrored()) {
      daemon.stop();
      mirror.change(
          "echo x > missed; rm d/f; mkdir -p 'new dir'/e; echo y > \"$(printf 'new dir/e/\\377\\n"
              + "')\"");
      awaitLogged("\tmissed\t");
      awaitLogged(
          "gone\t" + source + "\trsync://rsync_backup@127.0.0.1:" + daemon.port() + "/data\td/f\t");
      awaitLogged("new dir");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
          .isEqualTo("rw-------");
      mirror.kill();
    }
    try (LiveMirror again = LiveMirror.ofChanges(source, home.resolve("confxml.xml"))) {
      await().atMost(LIMIT).until(() -> again.output().contains("to be delivered"));
      awaitLogged("\tmissed\t");
      daemon.start();
      again.awaitMirrored(daemon, "data");
      awaitLogEmpty();
    }
  }

  @Test
  void aFirstSyncThatWasKilledIsOneAtTheNextStart() {
    Command.script(source, FIRST).succeed();
    daemon.stop();
    try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml())) {
      awaitLogged("\ttree\t");
      mirror.kill();
    }
    daemon.start();
    try (LiveMirror again = LiveMirror.ofChanges(source, home.resolve("confxml.xml"))) {
      again.awaitMirrored(daemon, "data");
      assertThat(again.output()).contains("first sync done");
      awaitLogEmpty();
    }
  }

  @Test
  void whatIsPendingAtTheStopIsKeptAndThatIsSaid() throws IOException {
    try (LiveMirror mirror = mirrored()) {
      daemon.stop();
      mirror.change("for i in $(seq 300); do echo $i > n$i; done");
      await().atMost(LIMIT).until(() -> mirror.output().contains("Connection refused"));
      assertThat(mirror.terminate()).isZero();
      assertThat(mirror.output()).contains(" pending; " + log + " keeps that for the next start");
      assertThat(Files.readString(log)).contains("\tn1\t", "\tn300\t");
      daemon.start();
    }
    try (LiveMirror again = LiveMirror.ofChanges(source, home.resolve("confxml.xml"))) {
      again.awaitMirrored(daemon, "data");
    }
  }

  /** Row 41: sersync2 empties its log when it ran the commands, though they failed again. */
  @Test
  @DisplayName("row 41: a remote that is down for longer than timeToExecute loses nothing")
  void aRemoteThatIsDownForLongerThanTimeToExecuteLosesNothing() {
    try (LiveMirror mirror = mirrored()) {
      daemon.stop();
      mirror.change("echo x > missed");
      awaitLogged("\tmissed\t");
      await("the log to stand over its time")
          .during(Duration.ofSeconds(65))
          .atMost(Duration.ofSeconds(80))
          .until(() -> Files.readString(log).contains("\tmissed\t"));
      daemon.start();
      mirror.awaitMirrored(daemon, "data");
      awaitLogEmpty();
    }
  }

  /** Row 42: a steady trickle of failures keeps nothing else from being tried. */
  @Test
  @DisplayName("row 42: a remote that always fails keeps nothing from the other")
  void aRemoteThatAlwaysFailsKeepsNothingFromTheOther() throws IOException {
    Command.script(source, FIRST).succeed();
    Path confxml =
        ConfXmlFile.watching(source)
            .auth(daemon)
            .remote("127.0.0.1", "data")
            .remote("127.0.0.1", "nosuch")
            .failLog(log)
            .write(home);
    try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml)) {
      mirror.awaitMirrored(daemon, "data");
      daemon.stop();
      mirror.change("echo x > early");
      awaitLogged("/data\tearly\t");
      awaitLogged("/nosuch\tearly\t");
      daemon.start();
      Path early = daemon.modulePath("data").resolve("early");
      await("the early file, while changes go on")
          .atMost(LIMIT)
          .until(
              () -> {
                mirror.change("date >> trickle");
                return Files.exists(early);
              });
      mirror.awaitMirrored(daemon, "data");
      await("what the good remote missed")
          .atMost(LIMIT)
          .until(() -> !Files.readString(log).contains("/data\t"));
      assertThat(Files.readString(log)).contains("/nosuch\tearly\t");
    }
  }

  /** Row 43: rsync's code 23 is a failure too. */
  @Test
  @DisplayName("row 43: a directory that is not writable there for a while gets its file")
  void aDirectoryThatIsNotWritableThereForAWhileGetsItsFile() throws IOException {
    Parts.needRoot();
    daemon.close();
    daemon =
        RsyncDaemon.start(
            RsyncVersion.V3_5_0,
            RsyncdConf.mainUseCase()
                .set("uid", "nobody")
                .set("gid", "nogroup")
                .without("fake super"));
    Path module = daemon.modulePath("data");
    Command.script(module, "mkdir d; chmod 777 . d").succeed();
    Command.script(source, "mkdir d; echo x > d/f").succeed();
    Path confxml =
        ConfXmlFile.watching(source)
            .auth(daemon)
            .remote("127.0.0.1", "data")
            .set("commonParams", "params", "-rtuz")
            .failLog(log)
            .write(home);
    try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml)) {
      await("the first sync").until(() -> Files.exists(module.resolve("d/f")));
      Command.script(module, "chmod 555 d").succeed();
      mirror.change("echo y > d/denied");
      awaitLogged("\td/denied\t");
      assertThat(Files.readString(log)).containsPattern("\td/denied\t.*[Pp]ermission denied");
      Command.script(module, "chmod 777 d").succeed();
      await("the file")
          .atMost(Duration.ofSeconds(130))
          .until(() -> Files.exists(module.resolve("d/denied")));
      // The directories are root's there, so their times are not to be set by nobody.
      await().atMost(LIMIT).until(() -> !Files.readString(log).contains("d/denied"));
    }
  }

  @Test
  void twoInstancesKeepTheirRecordsInOneLog() throws IOException {
    Path other = Scratch.create("other");
    Path otherHome = Scratch.create("home");
    try {
      Path confxml =
          ConfXmlFile.watching(other)
              .auth(daemon)
              .remote("127.0.0.1", "backup")
              .failLog(log)
              .write(otherHome);
      try (LiveMirror one = mirrored();
          LiveMirror two = LiveMirror.ofConfiguration(other, confxml)) {
        await().atMost(LIMIT).until(() -> two.output().contains("first sync done"));
        daemon.stop();
        one.change("for i in $(seq 20); do echo $i > one$i; done");
        two.change("for i in $(seq 20); do echo $i > two$i; done");
        awaitLogged("\tone20\t");
        awaitLogged("\ttwo20\t");
        one.kill();
        two.change("echo z > later");
        awaitLogged("\tlater\t");
        assertThat(Files.readString(log)).contains("\tone1\t", "\tone20\t");
        daemon.start();
        two.awaitMirrored(daemon, "backup");
        await().atMost(LIMIT).until(() -> !Files.readString(log).contains("\ttwo20\t"));
        assertThat(Files.readString(log)).contains("\tone1\t", "\tone20\t");
      }
      try (LiveMirror one = LiveMirror.ofChanges(source, home.resolve("confxml.xml"))) {
        one.awaitMirrored(daemon, "data");
        awaitLogEmpty();
      }
    } finally {
      Scratch.delete(other);
      Scratch.delete(otherHome);
    }
  }

  @Test
  @DisplayName("row 54: a symlink and another user's file are left alone")
  void aSymlinkAndAnotherUsersFileAreLeftAlone() throws IOException {
    Path target = Files.writeString(home.resolve("target"), "touch " + home + "/pwned\n");
    Command.script(source, FIRST).succeed();
    Files.createSymbolicLink(log, target);
    refused("is a symlink");
    assertThat(target).hasContent("touch " + home + "/pwned");
    if (Parts.isRoot()) {
      Files.delete(log);
      Command.script(home, "cp target fail_log.sh; chown nobody fail_log.sh; chmod 777 fail_log.sh")
          .succeed();
      refused("is owned by another user");
      assertThat(log).hasContent("touch " + home + "/pwned");
    }
    assertThat(home.resolve("pwned")).doesNotExist();
  }

  private void refused(String why) {
    try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml())) {
      mirror.change("date >> f");
      mirror.awaitMirrored(daemon, "data");
      assertThat(mirror.output()).containsOnlyOnce("no fail log: " + log + " " + why);
      daemon.stop();
      mirror.change("date >> f");
      await().atMost(LIMIT).until(() -> mirror.output().contains("Connection refused"));
      assertThat(mirror.terminate()).isZero();
      assertThat(mirror.output()).contains("pending; start with -r");
      daemon.start();
    }
  }

  @Test
  void aFullDiskIsSaidOnceAndTheLogIsThereWhenThereIsRoom() throws IOException {
    Parts.needRoot();
    Path disk = Files.createDirectory(home.resolve("disk"));
    Command.script(disk, "mount -t tmpfs -o size=64k none " + disk).succeed();
    try {
      Path small = disk.resolve("log");
      Command.script(source, FIRST).succeed();
      Path confxml =
          ConfXmlFile.watching(source)
              .auth(daemon)
              .remote("127.0.0.1", "data")
              .failLog(small)
              .write(home);
      try (LiveMirror mirror = LiveMirror.ofConfiguration(source, confxml)) {
        mirror.awaitMirrored(daemon, "data");
        await().atMost(LIMIT).until(() -> Files.exists(small));
        Command.script(disk, "head -c 100k /dev/zero > filler 2>/dev/null || true").succeed();
        daemon.stop();
        mirror.change("for i in $(seq 500); do echo $i > n$i; done");
        await("it is said")
            .atMost(LIMIT)
            .until(() -> mirror.output().contains("No space left on device"));
        assertThat(disk.resolve("log.new")).doesNotExist();
        assertThat(small).exists();
        Command.script(disk, "rm filler; mount -o remount,size=10m " + disk).succeed();
        await("the log").atMost(LIMIT).until(() -> Files.readString(small).contains("\tn500\t"));
        assertThat(mirror.output()).containsOnlyOnce("cannot be written");
        daemon.start();
        mirror.awaitMirrored(daemon, "data");
        await().atMost(LIMIT).until(() -> Files.size(small) == 0);
      }
    } finally {
      Command.of("umount", "-l", disk).succeed();
    }
  }

  @Test
  void aLeftOverScriptIsReadAndNotRun() throws IOException {
    Command.script(source, FIRST + "; echo x > 'not there'; echo x > also").succeed();
    Path module = daemon.modulePath("data");
    Command.script(module, "echo stale > gone; echo other > remote-only").succeed();
    Files.writeString(
        log,
        """
        #errno 2560
        cd %1$s && rsync -artuz -R  --port=873 "./not there" 127.0.0.1::data >/dev/null 2>&1\s

        #errno 2560
        cd %1$s && rsync -artuz -R --delete ./ --include="gone" --exclude=* 127.0.0.1::data\s

        #errno 2560
        cd %1$s && rsync -artuz -R "./d" 127.0.0.1::data ; touch %2$s/pwned\s

        """
            .formatted(source, home));
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (LiveMirror mirror = LiveMirror.ofChanges(source, confxml())) {
      // The third line is not understood, so everything is compared.
      mirror.awaitMirrored(daemon, "data");
      awaitLogEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
          .isEqualTo("rw-------");
    }
    assertThat(home.resolve("pwned")).doesNotExist();
  }
}
