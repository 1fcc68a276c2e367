package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** Files that are written to, with a clock that stands still: quiet 300, at the latest 3000. */
class SettlingTest {
  private final Settling settling = new Settling(300, 3000, 2);
  private final Directory root = Directory.root(1);
  private final Place log = new Place(root, BytePath.of("log"));
  private final Place data = new Place(root, BytePath.of("data"));

  private List<Place> due(long now) {
    List<Place> due = new ArrayList<>();
    settling.takeDue(now, due::add);
    return due;
  }

  @Test
  void aFileIsDueWhenItHasRested() {
    settling.touch(log, 1000);
    settling.touch(log, 1200);
    assertThat(due(1300)).isEmpty();
    assertThat(due(1499)).isEmpty();
    assertThat(due(1500)).containsExactly(log);
    assertThat(due(9999)).isEmpty();
  }

  @Test
  void aFileThatNeverRestsIsDueAgainAndAgain() {
    List<Long> told = new ArrayList<>();
    for (long now = 0; now <= 10_000; now += 100) {
      settling.touch(log, now);
      if (!due(now).isEmpty()) {
        told.add(now);
      }
    }
    assertThat(told).containsExactly(3000L, 6100L, 9200L);
  }

  @Test
  void aFileThatWasClosedIsForgotten() {
    settling.touch(log, 0);
    assertThat(settling.remove(log)).isTrue();
    assertThat(settling.remove(log)).isFalse();
    settling.touch(log, 200);
    assertThat(due(400)).isEmpty();
    assertThat(due(500)).containsExactly(log);
  }

  @Test
  void thereAreNotMoreThanTheLimit() {
    assertThat(settling.touch(log, 0)).isTrue();
    assertThat(settling.touch(data, 0)).isTrue();
    assertThat(settling.touch(new Place(root, BytePath.of("more")), 0)).isFalse();
    assertThat(settling.touch(log, 0)).isTrue();
  }

  @Test
  void itSaysWhenToLookAgain() {
    assertThat(settling.untilNext(0, 1000)).isEqualTo(1000);
    settling.touch(log, 0);
    assertThat(settling.untilNext(100, 1000)).isEqualTo(200);
    assertThat(settling.untilNext(400, 1000)).isZero();
  }
}
