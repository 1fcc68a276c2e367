package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class ChangeSetTest {
  private static final List<What> KINDS = List.of(What.values());

  private final ChangeSet set = new ChangeSet(1000);

  @Test
  void oneNameIsOneEntryHoweverOftenItChanges() {
    add("a/f", What.ATTRIBUTES);
    add("a/f", What.CONTENT);
    add("a/f", What.ATTRIBUTES);

    assertThat(taken()).containsExactly("a/f CONTENT");
    assertThat(set.size()).isZero();
  }

  @Test
  void aTreeSwallowsWhatIsBelowButNotWhatIsBeside() {
    add("a/f", What.NAMES);
    add("a/b/g", What.ATTRIBUTES);
    add("a-b", What.ATTRIBUTES);
    add("a", What.TREE);
    add("a/later", What.TREE);

    assertThat(taken()).containsExactly("a-b ATTRIBUTES", "a TREE");
  }

  @Test
  void aTreeKeepsContentsBelowBecauseAComparisonMayNotSeeThem() {
    add("a/f", What.CONTENT);
    add("a", What.TREE);
    add("a/later", What.CONTENT);
    add("b", What.GONE);
    add("b/f", What.CONTENT);

    assertThat(taken())
        .containsExactly("a/f CONTENT", "a TREE", "a/later CONTENT", "b GONE", "b/f CONTENT");
  }

  @Test
  void whatMayBeATreeOrAFileKeepsItsContentBelowATree() {
    add("a/f", What.TREE);
    add("a/f", What.CONTENT);
    add("a/g", What.CONTENT);
    add("a/g", What.TREE);
    add("a/h", What.TREE);
    add("a", What.TREE);

    assertThat(taken()).containsExactly("a/f ANEW", "a/g ANEW", "a TREE");
  }

  @Test
  void aTreeKeepsDeletionsBelowBecauseAComparisonMayNotDelete() {
    add("a/gone", What.GONE);
    add("a", What.TREE);
    add("a/too", What.GONE);

    assertThat(taken()).containsExactly("a/gone GONE", "a TREE", "a/too GONE");
  }

  @Test
  void aNameThatWasGoneSwallowsAllBelow() {
    add("a/gone", What.GONE);
    add("a/f", What.TREE);
    add("a", What.GONE);
    add("a/again", What.GONE);

    assertThat(taken()).containsExactly("a GONE");
  }

  @Test
  void theRootSwallowsEverything() {
    add("x/y", What.ATTRIBUTES);
    set.add(new Dirty(BytePath.ROOT, What.TREE, 1));
    add("z", What.TREE);

    assertThat(taken()).containsExactly(". TREE");
  }

  @Test
  void theOldestGoFirstAndTheRestWaits() {
    add("c", What.CONTENT);
    add("a", What.CONTENT);
    add("b", What.CONTENT);

    assertThat(names(set.take(2, change -> false))).containsExactly("c CONTENT", "a CONTENT");
    assertThat(set.size()).isEqualTo(1);
  }

  @Test
  void whatChangesWhileItIsInFlightStaysDirty() {
    add("f", What.CONTENT);
    List<Dirty> flight = set.take(10, change -> false);
    add("f", What.ATTRIBUTES);
    assertThat(set.size()).isEqualTo(1);

    flight.forEach(set::add);
    assertThat(taken()).containsExactly("f CONTENT");
  }

  @Test
  void mergingKeepsTheFirstTime() {
    set.add(new Dirty(BytePath.of("f"), What.CONTENT, 7));
    set.add(new Dirty(BytePath.of("f"), What.GONE, 9));

    assertThat(set.take(1, change -> false))
        .containsExactly(new Dirty(BytePath.of("f"), What.GONE, 7));
  }

  @Test
  void pastTheLimitTheFullestDirectoryCollapses() {
    for (int i = 0; i < 900; i++) {
      add("full/" + i, What.CONTENT);
    }
    for (int i = 0; i < 101; i++) {
      add("other" + i + "/x", What.CONTENT);
    }

    assertThat(set.size()).isEqualTo(102);
    assertThat(taken()).contains("full TREE", "other0/x CONTENT");
  }

  @Test
  void manyDirectoriesWithFewNamesCollapseToTheRoot() {
    for (int i = 0; i <= 1000; i++) {
      add("d" + i + "/x", What.CONTENT);
    }

    assertThat(taken()).containsExactly(". TREE");
  }

  @Test
  void repeatedSwallowingDoesNotGrowIt() {
    for (int i = 0; i < 100_000; i++) {
      add("d/" + i % 10, What.ATTRIBUTES);
      add("d", What.GONE);
      if (i % 100 == 0) {
        assertThat(taken()).containsExactly("d GONE");
      }
    }
    assertThat(set.size()).isEqualTo(1);
  }

  /** The plain form: a map of names, and a rule which ancestors make a name superfluous. */
  @Test
  void agreesWithAPlainMapOnRandomChanges() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      ChangeSet tried = new ChangeSet(1000);
      Map<BytePath, What> plain = new HashMap<>();
      for (int i = 0; i < 60; i++) {
        BytePath path = randomPath(random);
        What what = KINDS.get(random.nextInt(KINDS.size()));
        tried.add(new Dirty(path, what, i));
        plainAdd(plain, path, what);
        if (random.nextInt(20) == 0) {
          for (Dirty taken : tried.take(random.nextInt(5), change -> false)) {
            assertThat(plain.remove(taken.path())).as("seed %d", seed).isEqualTo(taken.what());
          }
        }
        assertThat(tried.size()).as("seed %d", seed).isEqualTo(plain.size());
      }
      Map<BytePath, What> rest = new HashMap<>();
      tried.takeAll().forEach(d -> rest.put(d.path(), d.what()));
      assertThat(rest).as("seed %d", seed).isEqualTo(plain);
    }
  }

  private static void plainAdd(Map<BytePath, What> plain, BytePath path, What what) {
    for (BytePath up = path.parent(); up != null; up = up.parent()) {
      What above = plain.get(up);
      if (above != null && above.covers(what)) {
        return;
      }
    }
    What merged = plain.merge(path, what, What::and);
    plain
        .entrySet()
        .removeIf(
            e ->
                !e.getKey().equals(path)
                    && e.getKey().startsWith(path)
                    && merged.covers(e.getValue()));
  }

  private static BytePath randomPath(Random random) {
    BytePath path = BytePath.ROOT;
    int depth = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(4);
    for (int i = 0; i < depth; i++) {
      path = path.child(new byte[] {(byte) ('a' + random.nextInt(3))});
    }
    return path;
  }

  private void add(String path, What what) {
    set.add(new Dirty(BytePath.of(path), what, 0));
  }

  private List<String> taken() {
    return names(set.takeAll());
  }

  private static List<String> names(List<Dirty> changes) {
    List<String> names = new ArrayList<>();
    changes.forEach(d -> names.add(d.path() + " " + d.what()));
    return names;
  }
}
