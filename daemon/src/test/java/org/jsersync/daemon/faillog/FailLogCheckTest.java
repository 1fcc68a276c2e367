package org.jsersync.daemon.faillog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.What;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailLogCheckTest {
  @TempDir private Path dir;

  private Path log() {
    return dir.resolve("log.sh");
  }

  private static String look(Path path) throws IOException {
    return new FailLogCheck(path).look();
  }

  @Test
  void whatIsNotThereCanBeWrittenAndIsNotWritten() throws IOException {
    assertThat(look(log())).isEqualTo("can be written");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void whatStandsThereIsTold() throws IOException {
    Files.createFile(log());
    assertThat(look(log())).isEqualTo("can be written; there is an empty one");
    PendingName name = new PendingName(BytePath.of("a"), What.TREE, Instant.EPOCH, "down");
    Files.write(log(), RecordText.format(new Owner(BytePath.of("/w"), "h::m"), name));
    assertThat(look(log())).isEqualTo("can be written; there is one of ours, with 1 name");
    String line = "cd /w && rsync -artuz -R  \"./%s\" h::m >/dev/null 2>&1 \n";
    Files.writeString(log(), "#errno 2560\n" + line.formatted("a") + line.formatted("b") + "?\n");
    assertThat(look(log()))
        .isEqualTo(
            "can be written; there is a script that sersync left, which is read and never run,"
                + " with 2 names; lines that cannot be read: 1");
    assertThat(dir).isDirectoryContaining(log()::equals);
  }

  @Test
  void whatCannotBeIsSaid() throws IOException {
    assertFails(dir.resolve("none/log"), "there is no directory " + dir.resolve("none"));
    Files.writeString(log(), "dear diary\n");
    assertFails(log(), log() + " is something else than a fail log");
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("nowhere"));
    assertFails(link, link + " is a symlink");
    assertFails(dir, dir + " is no regular file");
    Path lock = Files.createDirectory(dir.resolve("x.lock"));
    assertFails(dir.resolve("x"), lock + " is no regular file");
  }

  @Test
  void aDirectoryThatMayNotBeWrittenToIsSaid() throws IOException {
    Path closed = Files.createDirectory(dir.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(closed)).as("root may write anywhere").isFalse();
    assertFails(closed.resolve("log"), "nothing may be written to " + closed);
  }

  private static void assertFails(Path path, String reason) {
    assertThatThrownBy(() -> look(path)).isInstanceOf(IOException.class).hasMessage(reason);
  }

  @Test
  void whatWillBeEmptiedIsDoubted() {
    assertThat(new FailLogCheck(Path.of("/tmp/log")).doubt()).contains("/tmp");
    assertThat(new FailLogCheck(Path.of("/var/tmp/log")).doubt()).contains("/var/tmp");
    assertThat(new FailLogCheck(Path.of("/etc/log")).doubt()).isNull();
    assertThat(new FailLogCheck(Path.of("/none/log")).doubt()).isNull();
    assumeThat(FileSystems.getDefault().getFileStores())
        .anyMatch(store -> store.type().equals("tmpfs"));
    assertThat(new FailLogCheck(Path.of("/dev/shm/log")).doubt())
        .isEqualTo("/dev/shm is in memory (tmpfs) and empty after the machine started");
  }
}
