package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.daemon.mirror.SameDirectory.Answer;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameDirectoryTest {
  @TempDir private Path dir = Path.of("");

  private void process(String id, String command, Path directory) throws Exception {
    Path process = Files.createDirectories(dir.resolve("proc").resolve(id));
    Files.writeString(process.resolve("comm"), command + "\n");
    Files.createSymbolicLink(process.resolve("cwd"), directory);
  }

  private Answer ask(String directory, String below) {
    return SameDirectory.ask(
        dir.resolve("proc"), BytePath.of(dir.resolve(directory).toString()), BytePath.of(below));
  }

  @Test
  void theDaemonsProcessShowsWhereItsModuleIs() throws Exception {
    Files.createDirectories(dir.resolve("data/sub"));
    process("7", "sh", dir.resolve("data"));
    assertThat(ask("data", "")).isEqualTo(Answer.UNKNOWN);
    process("8", "rsync", dir);
    assertThat(ask("data", "")).isEqualTo(Answer.NO);
    process("9", "rsync", dir.resolve("data"));
    assertThat(ask("data", "")).isEqualTo(Answer.YES);
    assertThat(ask("data/sub", "")).isEqualTo(Answer.NO);
    assertThat(ask("data/sub", "sub")).isEqualTo(Answer.YES);
    assertThat(ask("data", "missing")).isEqualTo(Answer.UNKNOWN);
  }
}
