package org.jsersync.it.sersync;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jsersync.it.live.RandomOperations;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Trees that change at random; in the end each equals its copy. The seed is the case's name, and
 * {@code -Djsersync.seed=N} runs that one again. One jsersync serves all of them.
 */
class RandomTreesTest {
  private static final int SEEDS = 20;
  private static final int FEW = 5;
  private static final int OPERATIONS = 400;
  private static final int ROUNDS = 25;

  static LongStream seeds() {
    Long given = Long.getLong("jsersync.seed");
    long first = new Random().nextInt(1_000_000);
    return given == null ? LongStream.range(first, first + SEEDS) : LongStream.of(given);
  }

  static LongStream fewSeeds() {
    return seeds().limit(FEW);
  }

  /** One mirror for a class; each tree is a directory in it. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Trees {
    final Setup setup = new Setup();

    @BeforeAll
    void start() {
      setup.startAndCompare();
    }

    @AfterAll
    void close() {
      setup.close();
    }

    void assertThatItEndsEqual(
        long seed, int seconds, String script, UnaryOperator<TreeState> view) {
      String tree = "tree" + seed;
      setup.change("mkdir -p " + tree + "; cd " + tree + "\n" + script);
      try {
        setup.awaitEqual(seconds, "data", all -> view.apply(all.below(tree)));
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed " + seed + "\n" + e.getMessage() + "\nafter these operations:\n" + script, e);
      }
      setup.change("rm -r " + tree);
    }
  }

  @Nested
  class ByDefault extends Trees {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("org.jsersync.it.sersync.RandomTreesTest#fewSeeds")
    @DisplayName("row 30: 400 random operations on files and directories")
    void operations(long seed) {
      String script = RandomOperations.ofSersyncsDefaults(new Random(seed)).script(OPERATIONS);
      assertThatItEndsEqual(seed, 60, script, TreeState::withoutLinks);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("org.jsersync.it.sersync.RandomTreesTest#seeds")
    @DisplayName("row 16: 25 rounds of unpack under a temporary name, rename, write on")
    void unpackRenameWriteOn(long seed) {
      Random random = new Random(seed);
      StringBuilder script = new StringBuilder();
      for (int round = 0; round < ROUNDS; round++) {
        script.append(round(random, round));
      }
      assertThatItEndsEqual(seed, 40, script.toString(), TreeState::withoutLinks);
    }

    private static String round(Random random, int round) {
      String written = random.nextBoolean() ? "s/u/n" : random.nextBoolean() ? "s/n" : "n";
      String to = "final" + (random.nextInt(4) > 0 ? round : random.nextInt(round + 1));
      return """
      mkdir -p tmp%1$d/s/u; for f in $(seq %2$d); do seq $f | tee tmp%1$d/s/u/$f > tmp%1$d/$f; done
      rm -rf %3$s; mv tmp%1$d %3$s
      echo %1$d > %3$s/%4$s; echo more >> %3$s/1; rm %3$s/s/u/1; mkdir %3$s/s/late; seq 9 > %3$s/s/late/f
      """
          .formatted(round, 1 + random.nextInt(12), to, written);
    }
  }

  @Nested
  class WithEverythingOn extends Trees {
    @BeforeAll
    @Override
    void start() {
      setup.conf().on("createFile").on("attrib").on("modify");
      setup.conf().set("commonParams", "params", "-aHz");
      super.start();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("org.jsersync.it.sersync.RandomTreesTest#seeds")
    @DisplayName("400 random operations, with modes, times and hard links")
    void operations(long seed) {
      String script = RandomOperations.ofAllKinds(new Random(seed)).script(OPERATIONS);
      assertThatItEndsEqual(seed, 60, script, UnaryOperator.identity());
    }
  }
}
