package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class WaitingMovesTest {
  private final WaitingMoves moves = new WaitingMoves();

  @Test
  void whatIsNewUnderAnOldNameAndLaterMovesOfEitherNameComeAfter() {
    moves.add(move("p/d", "e"));

    assertThat(moves.holds(change("p/d/f", What.CONTENT))).isTrue();
    assertThat(moves.holds(change("p/d", What.TREE))).isTrue();
    assertThat(moves.holds(move("e/f", "g"))).isTrue();
    assertThat(moves.holds(move("x", "p/d/y"))).isTrue();
    assertThat(moves.holds(move("p", "q"))).isTrue();
  }

  @Test
  void contentUnderTheNewNameComesAfterTheMove() {
    moves.add(move("d", "e"));

    assertThat(moves.holds(change("e", What.CONTENT))).isTrue();
    assertThat(moves.holds(change("e/f", What.CONTENT))).isTrue();
  }

  @Test
  void nothingElseIsHeldUp() {
    moves.add(move("p/d", "e"));

    assertThat(moves.holds(change("ee", What.CONTENT))).isFalse();
    assertThat(moves.holds(change("e/f", What.ATTRIBUTES))).isFalse();
    assertThat(moves.holds(change("p", What.TREE))).isFalse();
    assertThat(moves.holds(change("p/d", What.ATTRIBUTES))).isFalse();
    assertThat(moves.holds(move("p/dd", "x"))).isFalse();
  }

  @Test
  void onceTakenTheyHoldNothing() {
    moves.add(move("d", "e"));
    moves.add(change("d/f", What.CONTENT));

    assertThat(moves.takeAll()).containsExactly(move("d", "e"), change("d/f", What.CONTENT));
    assertThat(moves.size()).isZero();
    assertThat(moves.holds(change("d/f", What.CONTENT))).isFalse();
    assertThat(moves.isBelowOldName(BytePath.of("d/f"))).isFalse();
  }

  private static Dirty move(String from, String to) {
    return new Dirty(BytePath.of(to), What.TREE, 0, BytePath.of(from));
  }

  private static Dirty change(String path, What what) {
    return new Dirty(BytePath.of(path), what, 0);
  }
}
