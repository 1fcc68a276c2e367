package org.jsersync.protocol.flist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.SourceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreesTest {
  @TempDir Path base = Path.of("/");

  @Test
  void aDirectoryThatIsOpenAlreadyIsListedWhateverHasItsNameByNow() throws Exception {
    Path root = Files.createDirectory(base.resolve("root"));
    Files.writeString(root.resolve("f"), "x");
    BytePath path = BytePath.of(root.toString());
    try (SourceTree guarded = SourceTree.open(path)) {
      Files.move(root, base.resolve("old"));
      Files.createDirectory(root);
      try (SourceTrees trees = new SourceTrees(guarded, false)) {
        assertThat(trees.open(path)).isSameAs(guarded);
        assertThat(trees.rootOf(path).tree().lstat(BytePath.of("f")).type())
            .isEqualTo(FileStat.REGULAR);
        assertThat(trees.open(BytePath.of(base.toString()))).isNotSameAs(guarded);
      }
      assertThat(guarded.lstat(BytePath.of("f")).type()).as("still open").isPositive();
    }
  }
}
