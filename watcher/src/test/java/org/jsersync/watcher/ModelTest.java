package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens in a tree while it is watched, whoever follows the changes ends up with the same
 * tree, and every directory is still watched under its right name.
 */
class ModelTest {
  private static final int OPERATIONS = 400;

  @TempDir Path base = Path.of("/");

  @RepeatedTest(10)
  void followingTheChangesLeadsToTheTree() throws Exception {
    follow(UnaryOperator.identity());
  }

  /** Much happens between an event and the look at what it speaks of. */
  @RepeatedTest(10)
  void evenIfTheTrackerLagsFarBehind() throws Exception {
    follow(SlowCalls::new);
  }

  private record SlowCalls(WatchCalls kernel) implements WatchCalls {
    @Override
    public int add(BytePath directory, int mask) {
      LockSupport.parkNanos(200_000);
      return kernel.add(directory, mask);
    }

    @Override
    public void remove(int watch) {
      kernel.remove(watch);
    }
  }

  private void follow(UnaryOperator<WatchCalls> seam) throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Path root = Files.createDirectory(base.resolve("root"));
    Path outside = Files.createDirectory(base.resolve("outside"));
    new RandomOperations(root, outside, seed).attempt(OPERATIONS / 4);

    ShadowTree shadow = new ShadowTree(root);
    try (TreeWatcher watcher =
        TreeWatcher.start(BytePath.of(root.toString()), WatchOptions.all(), shadow, seam)) {
      Thread other =
          Thread.ofPlatform()
              .start(() -> new RandomOperations(root, outside, seed + 1).attempt(OPERATIONS));
      new RandomOperations(root, outside, seed + 2).attempt(OPERATIONS);
      other.join();
      shadow.awaitEqual("seed " + seed);

      shadow.awaitWatches(watcher);
      for (Path directory : directories(root)) {
        Files.writeString(directory.resolve("probe"), "watched?");
      }
      shadow.awaitEqual("a directory is not watched, seed " + seed);
      assertThat(watcher.unwatched()).as("seed %d", seed).isEmpty();
    }
  }

  private static List<Path> directories(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }
}
