package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class RenameOrderTest {
  @Test
  void movesThatHaveNothingToDoWithEachOtherGoTogether() {
    assertThat(steps("a>b", "c>d", "e/f>e/g", "a-b>a-c"))
        .containsExactly("a>b c>d e/f>e/g a-b>a-c");
  }

  @Test
  void aRotationGoesFromItsEnd() {
    assertThat(steps("log>log.1", "log.1>log.2", "log.2>log.3"))
        .containsExactly("log.2>log.3", "log.1>log.2", "log>log.1");
  }

  @Test
  void ofASwapOneHalfIsLeftOut() {
    assertThat(steps("a>b", "b>a")).hasSize(1);
  }

  @Test
  void whatIsTakenOutOfADirectoryGoesBeforeWhatTakesItsPlace() {
    assertThat(steps("new>d", "d/f>g", "x>d-e", "d-e>y"))
        .containsExactly("d/f>g d-e>y", "new>d x>d-e");
    assertThat(steps("new>d/sub", "d>old")).containsExactly("d>old", "new>d/sub");
  }

  @Test
  void aMoveIntoItselfIsLeftOut() {
    assertThat(steps("d>d/e", "f/g>f")).isEmpty();
  }

  @Test
  void anEndlessChainIsCut() {
    List<String> moves = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      moves.add(i + ">" + (i + 1));
    }
    assertThat(steps(moves.toArray(String[]::new))).hasSizeBetween(1, 20);
  }

  /** Played step by step on what each name holds, everything comes out as it is to be. */
  @Test
  void noStepDestroysWhatALaterOneNeeds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Map<BytePath, Dirty> moves = new HashMap<>();
      Set<BytePath> origins = new HashSet<>();
      for (int i = 0; i < 8; i++) {
        BytePath from = path(random);
        BytePath to = path(random);
        if (!moves.containsKey(to) && origins.add(from)) {
          moves.put(to, new Dirty(to, What.ATTRIBUTES, 0, from));
        }
      }
      Set<BytePath> written = new HashSet<>();
      for (List<Dirty> step : RenameOrder.of(List.copyOf(moves.values()))) {
        for (Dirty move : step) {
          assertThat(written)
              .as("seed %d: %s from %s", seed, move.path(), move.origin())
              .noneMatch(path -> isRelated(path, move.oldName(move.path())));
        }
        step.forEach(move -> written.add(move.path()));
        for (Dirty move : step) {
          assertThat(step)
              .as("seed %d, round %d", seed, round)
              .noneMatch(other -> isRelated(other.path(), move.oldName(move.path())));
        }
      }
    }
  }

  private static boolean isRelated(BytePath path, BytePath other) {
    return path.startsWith(other) || other.startsWith(path);
  }

  private static BytePath path(Random random) {
    String[] names = {"a", "b", "a/b", "a-b", "a/a", "b/a", "c", "a.b", "d", "c/d/e"};
    return BytePath.of(names[random.nextInt(names.length)]);
  }

  private static List<String> steps(String... moves) {
    List<Dirty> given = new ArrayList<>();
    for (String move : moves) {
      int cut = move.indexOf('>');
      given.add(
          new Dirty(
              BytePath.of(move.substring(cut + 1)),
              What.ATTRIBUTES,
              0,
              BytePath.of(move.substring(0, cut))));
    }
    List<String> steps = new ArrayList<>();
    for (List<Dirty> step : RenameOrder.of(given)) {
      List<String> shown = new ArrayList<>();
      step.forEach(move -> shown.add(move.origin() + ">" + move.path()));
      steps.add(String.join(" ", shown));
    }
    return steps;
  }
}
