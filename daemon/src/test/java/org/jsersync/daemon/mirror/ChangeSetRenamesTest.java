package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** What the change set makes of moves. */
class ChangeSetRenamesTest {
  private final ChangeSet set = new ChangeSet(1000);

  @Test
  void aMovedNameIsTiedToItsOldOneWhichGoesOnlyWhenItStands() {
    move("a", "b");
    List<Dirty> taken = take(10);
    assertThat(shown(taken)).containsExactly("a>b ATTRIBUTES");
    assertThat(set.isEmpty()).isTrue();

    set.confirmed(taken.getFirst());
    assertThat(taken()).containsExactly("a GONE");
  }

  @Test
  void aNameMovedOnKeepsTheFirstOldName() {
    move("a", "b");
    move("b", "c");
    move("c", "d/e");

    assertThat(taken()).containsExactly("a>d/e ATTRIBUTES", "b GONE", "c GONE");
  }

  @Test
  void aNameMovedBackIsSentAnew() {
    move("a", "b");
    move("b", "a");

    assertThat(taken()).containsExactlyInAnyOrder("a GONE", "b GONE");
  }

  @Test
  void whatTheRemoteHasNotYetIsSentAnew() {
    add("tmp", What.CONTENT);
    move("tmp", "f");
    add("new", What.TREE);
    move("new/g", "g");

    assertThat(taken())
        .containsExactlyInAnyOrder("tmp GONE", "f TREE", "new TREE", "g TREE", "new/g GONE");
  }

  @Test
  void whatIsDirtyBelowADirectoryGoesWithIt() {
    add("d/f", What.CONTENT);
    add("d/new", What.TREE);
    move("x", "d/y");
    move("d", "e");
    add("e/later", What.CONTENT);

    assertThat(shown(take(2))).containsExactly("d>e ATTRIBUTES", "x>e/y ATTRIBUTES");
    assertThat(taken()).containsExactlyInAnyOrder("e/f CONTENT", "e/new TREE", "e/later CONTENT");
  }

  @Test
  void whatIsMovedOutOfAMovedDirectoryWasInTheOldOne() {
    move("d", "e");
    move("e/f", "g");

    assertThat(taken()).containsExactly("d>e ATTRIBUTES", "d/f>g ATTRIBUTES", "e/f GONE");
  }

  @Test
  void ofTwoNamesMovedOntoOneTheLaterStays() {
    move("a", "c");
    move("b", "c");

    assertThat(taken()).containsExactlyInAnyOrder("b>c ATTRIBUTES", "a GONE");
  }

  @Test
  void aRotationIsARotation() {
    move("log.1", "log.2");
    move("log", "log.1");
    add("log", What.CONTENT);

    assertThat(taken()).containsExactly("log.1>log.2 ATTRIBUTES", "log>log.1 ATTRIBUTES");
    assertThat(taken()).containsExactly("log CONTENT");
  }

  @Test
  void nothingElseAtTheOldNameIsTakenTogetherWithTheMove() {
    move("d", "e");
    add("d", What.TREE);
    add("d/f", What.CONTENT);
    add(".", What.ATTRIBUTES);
    add("dd", What.CONTENT);

    assertThat(taken()).containsExactly("d>e ATTRIBUTES", "dd CONTENT");
    assertThat(taken()).containsExactly("d TREE", "d/f CONTENT", ". ATTRIBUTES");
  }

  @Test
  void aMoveThatWasNotDoneMergesWithWhatCameAfterIt() {
    move("a", "b");
    List<Dirty> flight = take(10);
    move("b", "c");
    add("a", What.CONTENT);
    set.restore(flight);

    assertThat(taken()).containsExactly("a>c ATTRIBUTES", "b GONE");
    assertThat(taken()).containsExactly("a CONTENT");
  }

  @Test
  void aContentThatWasNotSentIsDirtyUnderItsNewName() {
    add("d/f", What.CONTENT);
    add("g", What.CONTENT);
    List<Dirty> flight = take(10);
    move("d", "e");
    move("g", "h");
    assertThat(flight).allMatch(set::isOutdated);
    set.restore(flight);

    assertThat(taken())
        .containsExactlyInAnyOrder("d>e ATTRIBUTES", "e/f CONTENT", "h TREE", "g GONE");
  }

  @Test
  void aComparisonThatWasNotMadeUndoesTheMovesFromBelow() {
    add("d", What.TREE);
    List<Dirty> flight = take(10);
    move("d/f", "g");
    set.restore(flight);

    assertThat(taken()).containsExactlyInAnyOrder("d TREE", "d/f GONE", "g TREE");
  }

  @Test
  void aMovedNameThatIsToBeSentAnewStillKeepsTheOldOne() {
    move("a", "b");
    set.restore(List.of(take(1).getFirst().anew()));
    add("a", What.CONTENT);

    assertThat(taken()).containsExactly("a>b TREE");
    assertThat(taken()).containsExactly("a CONTENT");
  }

  @Test
  void aTreeAboveDoesNotSwallowAMove() {
    add("n", What.TREE);
    move("f", "n/f");
    add("n", What.GONE);

    assertThat(taken()).containsExactly("f>n/f ATTRIBUTES", "n GONE");
  }

  @Test
  void pastTheLimitMovesAreSentAnew() {
    for (int i = 0; i < 400; i++) {
      move("from/" + i, "to/" + i);
    }
    assertThat(set.size()).isLessThanOrEqualTo(1000);
    List<String> taken = taken();
    assertThat(taken).filteredOn(name -> name.contains(">")).hasSize(250);
  }

  /**
   * A plain tree of files at a remote that renames blindly and never compares: whatever is moved,
   * written and taken, and sent or not, each name comes to have its content.
   */
  @Test
  void noMoveLeavesAnotherContentUnderAName() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      new Play(seed, random).run();
    }
  }

  private static final class Play {
    private final ChangeSet tried = new ChangeSet(1000);
    private final TreeMap<BytePath, Integer> here = new TreeMap<>();
    private final Map<BytePath, Integer> there = new HashMap<>();
    private final long seed;
    private final Random random;
    private int serial;

    Play(long seed, Random random) {
      this.seed = seed;
      this.random = random;
      for (String name : new String[] {"a", "b", "d/a", "d/b", "d/e/a", "f/a"}) {
        here.put(BytePath.of(name), ++serial);
        there.put(BytePath.of(name), serial);
      }
    }

    void run() {
      for (int i = 0; i < 12; i++) {
        switch (random.nextInt(6)) {
          case 0 -> write();
          case 1 -> flight(random.nextInt(3) == 0);
          default -> move();
        }
      }
      while (!tried.isEmpty()) {
        flight(false);
      }
      assertThat(there).as("seed %d", seed).isEqualTo(here);
    }

    private void write() {
      BytePath path = name();
      if (here.keySet().stream().noneMatch(other -> isRelated(path, other)) || exists(path)) {
        here.put(path, ++serial);
        tried.add(new Dirty(path, What.CONTENT, 0));
      }
    }

    private boolean exists(BytePath path) {
      return here.containsKey(path);
    }

    private void move() {
      BytePath from = name();
      BytePath to = name();
      List<BytePath> moved = below(from);
      boolean over = exists(to) ? !exists(from) : !below(to).isEmpty();
      boolean inFile = here.keySet().stream().anyMatch(p -> to.startsWith(p) && !to.equals(p));
      if (moved.isEmpty() || over || inFile || isRelated(from, to)) {
        return;
      }
      for (BytePath path : moved) {
        Integer content = here.remove(path);
        here.put(path.equals(from) ? to : to.resolve(path.relativeTo(from)), content);
      }
      tried.add(new Dirty(to, What.ATTRIBUTES, 0, from));
    }

    /** Sends a batch as a remote would have it, or not; moves may come before that is known. */
    private void flight(boolean broken) {
      List<Dirty> batch = take(tried, 100);
      if (!broken) {
        List<Dirty> moves = batch.stream().filter(Dirty::isRename).toList();
        List<Dirty> anew = new ArrayList<>(batch);
        for (List<Dirty> step : RenameOrder.of(moves)) {
          step.forEach(move -> rename(move, moves));
          anew.removeAll(step);
        }
        anew.forEach(this::send);
      }
      for (int i = random.nextInt(3); i > 0 && broken; i--) {
        move();
      }
      if (broken) {
        tried.restore(batch);
      } else {
        batch.forEach(tried::confirmed);
      }
    }

    /** Links blindly whatever there is under the old name; what there is not, it asks for. */
    private void rename(Dirty move, List<Dirty> moves) {
      for (BytePath path : below(move.path())) {
        if (moves.stream().anyMatch(other -> isWithin(path, other, move))) {
          continue;
        }
        Integer now = here.get(path);
        Integer old = there.getOrDefault(move.oldName(path), now);
        there.put(path, move.what() == What.CONTENT ? now : old);
      }
    }

    /** Whether a name in a moved directory is of another move. */
    private static boolean isWithin(BytePath path, Dirty other, Dirty move) {
      return path.startsWith(other.path())
          && !other.path().equals(move.path())
          && other.path().startsWith(move.path());
    }

    private void send(Dirty change) {
      there.keySet().removeIf(path -> path.startsWith(change.path()));
      below(change.path()).forEach(path -> there.put(path, here.get(path)));
    }

    private List<BytePath> below(BytePath top) {
      return here.keySet().stream().filter(path -> path.startsWith(top)).toList();
    }

    private BytePath name() {
      String[] names = {"a", "b", "c", "d", "d/a", "d/b", "d/e", "d/e/a", "f", "f/a", "f/d", "g"};
      return BytePath.of(names[random.nextInt(names.length)]);
    }

    private static boolean isRelated(BytePath path, BytePath other) {
      return path.startsWith(other) || other.startsWith(path);
    }
  }

  private void add(String path, What what) {
    set.add(new Dirty(path.equals(".") ? BytePath.ROOT : BytePath.of(path), what, 0));
  }

  private void move(String from, String to) {
    set.add(new Dirty(BytePath.of(to), What.ATTRIBUTES, 0, BytePath.of(from)));
  }

  private List<String> taken() {
    return shown(take(Integer.MAX_VALUE));
  }

  private List<Dirty> take(int most) {
    return take(set, most);
  }

  private static List<Dirty> take(ChangeSet set, int most) {
    set.unpark();
    return set.take(most, change -> false);
  }

  private static List<String> shown(List<Dirty> changes) {
    List<String> names = new ArrayList<>();
    for (Dirty change : changes) {
      String origin = change.origin() == null ? "" : change.origin() + ">";
      names.add(origin + change.path() + " " + change.what());
    }
    return names;
  }
}
