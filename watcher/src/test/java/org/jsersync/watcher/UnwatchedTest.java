package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.junit.jupiter.api.Test;

class UnwatchedTest {
  private final Recorder told = new Recorder();
  private final Unwatched unwatched = new Unwatched(BytePath.of("/root"), new Outbox(told), 2);

  @Test
  void theWatchLimitSpeaksOfTheWholeTreeOnce() {
    unwatched.refused(BytePath.of("a"), PosixException.ENOSPC);
    unwatched.refused(BytePath.of("b"), PosixException.ENOSPC);

    assertThat(told.noticesSoFar())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.kind()).isEqualTo(WatchNotice.Kind.WATCH_LIMIT);
              assertThat(notice.path()).isEqualTo(BytePath.ROOT);
            });
  }

  @Test
  void moreThanAreListedAreToldAsTheWholeTreeOnce() {
    for (String name : new String[] {"a", "b", "c", "d"}) {
      unwatched.add(BytePath.of(name), "reason");
    }
    unwatched.clear();
    unwatched.add(BytePath.of("a"), "reason");

    assertThat(told.noticesSoFar())
        .extracting(notice -> notice.path().toString())
        .containsExactly("a", "b", ".");
  }
}
