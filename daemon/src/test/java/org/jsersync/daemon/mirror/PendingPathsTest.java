package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.Change;
import org.junit.jupiter.api.Test;

class PendingPathsTest {
  private final PendingPaths pending = new PendingPaths(4);
  private long now;

  private void tell(Change... changes) {
    List.of(changes).forEach(change -> pending.add(change, ++now));
  }

  private List<String> names() {
    return pending.all().stream()
        .map(entry -> entry.changed.path() + (entry.changed.directory() ? "/" : ""))
        .toList();
  }

  private static BytePath path(String name) {
    return BytePath.of(name);
  }

  @Test
  void aNameIsThereOnceHoweverOftenItChangesAndTheLastChangeCounts() {
    tell(
        new Change.Content(path("a")),
        new Change.Content(path("b")),
        new Change.Gone(path("a"), false),
        new Change.Tree(path("a"), true));
    assertThat(names()).containsExactly("b", "a/");
    assertThat(pending.all().getLast().first).isEqualTo(1);
    assertThat(pending.all().getLast().since).isEqualTo(4);
  }

  @Test
  void whatGoesTakesWithItWhatWasBelowAndNothingElse() {
    tell(
        new Change.Content(path("d-x")),
        new Change.Content(path("d/f")),
        new Change.Content(path("d0")),
        new Change.Gone(path("d"), true));
    assertThat(names()).containsExactly("d-x", "d0", "d/");
  }

  @Test
  void aMoveIsBothNamesWithoutWhatWasBelowTheOldOne() {
    tell(new Change.Content(path("d/f")), new Change.Moved(path("d"), path("e"), true));
    assertThat(names()).containsExactly("d/", "e/");
    tell(new Change.Moved(path("x"), path("y"), false));
    assertThat(names()).containsExactly("d/", "e/", "x", "y");
  }

  @Test
  void attributesAreOfAFileOrADirectory() {
    tell(new Change.Attributes(path("f"), false), new Change.Attributes(path("d"), true));
    assertThat(names()).containsExactly("f", "d/");
  }

  @Test
  void theRootIsNobodysName() {
    tell(new Change.Tree(BytePath.ROOT), new Change.Attributes(BytePath.ROOT, true));
    assertThat(names()).isEmpty();
  }

  @Test
  void pastTheBoundNamesAreCounted() {
    for (String name : new String[] {"a", "b", "c", "d", "e", "f", "a"}) {
      tell(new Change.Content(path(name)));
    }
    assertThat(names()).containsExactly("b", "c", "d", "a");
    assertThat(pending.dropped()).isEqualTo(2);
  }

  @Test
  void whatChangedSinceItWasGivenOutStays() {
    tell(new Change.Content(path("a")));
    PendingPaths.Entry before = pending.all().getFirst();
    tell(new Change.Content(path("a")));
    assertThat(pending.take(before)).isFalse();
    assertThat(pending.take(pending.all().getFirst())).isTrue();
    assertThat(pending.size()).isZero();
  }
}
