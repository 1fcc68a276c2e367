package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** What the change set makes of moves. */
class ChangeSetRenamesTest {
  private final ChangeSet set = new ChangeSet(1000);

  @Test
  void aMovedNameIsTiedToItsOldOneWhichIsGone() {
    move("a", "b");

    assertThat(taken()).containsExactly("a>b ATTRIBUTES", "a GONE");
    assertThat(set.size()).isZero();
  }

  @Test
  void aNameMovedOnKeepsTheFirstOldName() {
    move("a", "b");
    move("b", "c");
    move("c", "d/e");

    assertThat(taken()).containsExactly("a>d/e ATTRIBUTES", "a GONE", "b GONE", "c GONE");
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
  void ofADoubtfulNameTheMovedOneIsSentAnew() {
    set.move(BytePath.of("a"), new Dirty(BytePath.of("b"), What.CONTENT, 0), false);

    assertThat(taken()).containsExactlyInAnyOrder("b CONTENT", "a GONE");
  }

  @Test
  void whatIsDirtyBelowADirectoryGoesWithIt() {
    add("d/f", What.CONTENT);
    add("d/new", What.TREE);
    move("x", "d/y");
    move("d", "e");
    add("e/later", What.CONTENT);

    assertThat(taken())
        .containsExactlyInAnyOrder(
            "d>e ATTRIBUTES",
            "x>e/y ATTRIBUTES",
            "x GONE",
            "d GONE",
            "e/f CONTENT",
            "e/new TREE",
            "e/later CONTENT");
  }

  @Test
  void whatIsMovedOutOfAMovedDirectoryWasInTheOldOne() {
    move("d", "e");
    move("e/f", "g");

    assertThat(taken()).containsExactly("d>e ATTRIBUTES", "d/f>g ATTRIBUTES", "d GONE", "e/f GONE");
  }

  @Test
  void ofTwoNamesMovedOntoOneTheLaterStays() {
    move("a", "c");
    move("b", "c");

    assertThat(taken()).containsExactlyInAnyOrder("b>c ATTRIBUTES", "a GONE", "b GONE");
  }

  @Test
  void whatReplacesANameThatWasGoneIsSentAnew() {
    add("e", What.GONE);
    move("d", "e");

    assertThat(taken()).containsExactlyInAnyOrder("e GONE", "d GONE");
  }

  @Test
  void aMoveOutlivesAComparisonAboveItUntilTheLimit() {
    move("f", "n/g");
    add("n", What.TREE);
    assertThat(taken()).containsExactly("f>n/g ATTRIBUTES", "f GONE", "n TREE");

    for (int i = 0; i < 2_000; i++) {
      move("a/" + i, "b/" + i);
    }
    assertThat(set.size()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void whatBelongsToAMoveThatHasToWaitWaitsToo() {
    move("d", "e");
    add("d", What.CONTENT);
    add("e/f", What.CONTENT);
    add(".", What.ATTRIBUTES);
    add("other", What.CONTENT);
    move("e/f", "g");
    set.unpark();

    List<Dirty> taken = set.take(10, change -> change.path().equals(BytePath.of("e")));

    assertThat(shown(taken)).containsExactly("other CONTENT", "g TREE");
    assertThat(taken())
        .containsExactlyInAnyOrder("d>e ATTRIBUTES", "d GONE", "e/f GONE", ". ATTRIBUTES");
  }

  @Test
  void aMoveThatWasNotDoneYieldsToALaterOneOntoItsName() {
    move("a", "b");
    List<Dirty> flight = taken(set);
    move("c", "b");
    flight.forEach(set::add);

    assertThat(taken()).containsExactlyInAnyOrder("c>b ATTRIBUTES", "c GONE", "a GONE");
  }

  private void add(String path, What what) {
    set.add(new Dirty(path.equals(".") ? BytePath.ROOT : BytePath.of(path), what, 0));
  }

  private void move(String from, String to) {
    set.move(BytePath.of(from), new Dirty(BytePath.of(to), What.TREE, 0), true);
  }

  private List<String> taken() {
    return shown(taken(set));
  }

  private static List<Dirty> taken(ChangeSet set) {
    set.unpark();
    return set.take(Integer.MAX_VALUE, change -> false);
  }

  private static List<String> shown(List<Dirty> changes) {
    List<String> shown = new ArrayList<>();
    for (Dirty change : changes) {
      String from = change.origin() == null ? "" : change.origin() + ">";
      shown.add(from + change.path() + " " + change.what());
    }
    return shown;
  }
}
