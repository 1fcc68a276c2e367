package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class HotFilesTest {
  private static final long MILLISECOND = 1_000_000;
  private static final Dirty LOG = new Dirty(BytePath.of("log"), What.CONTENT, 0);

  private final HotFiles hot = new HotFiles();
  private long now;
  private int sent;

  @Test
  void aFileThatIsWrittenAllTheTimeIsSentAFewTimesASecond() {
    for (int i = 0; i < 1_000; i++) {
      write();
    }
    assertThat(sent).as("times in 10 s").isBetween(40, 60);

    now = hot.earliest();
    assertThat(hot.takeDue(now)).containsExactly(LOG);
    assertThat(hot.held()).isZero();
  }

  @Test
  void aFileThatIsWrittenNowAndThenIsSentEachTime() {
    for (int i = 0; i < 100; i++) {
      write();
      now += 250 * MILLISECOND;
    }
    assertThat(sent).isEqualTo(100);
  }

  @Test
  void aLargeFileRestsAsLongAsItTook() {
    for (int i = 0; i < 5; i++) {
      hot.sent(LOG.path(), now, 2_000 * MILLISECOND, now + 2_000 * MILLISECOND);
      now += 2_000 * MILLISECOND;
    }
    assertThat(hot.hold(LOG, now)).isTrue();
    assertThat(hot.earliest()).isEqualTo(now + 2_000 * MILLISECOND);
  }

  @Test
  void aDeletionDoesNotWait() {
    for (int i = 0; i < 10; i++) {
      hot.sent(LOG.path(), now, 0, now);
    }
    assertThat(hot.hold(new Dirty(LOG.path(), What.GONE, 0), now)).isFalse();
  }

  @Test
  void onlyTheLatestFilesAreRemembered() {
    for (int i = 0; i < 100_000; i++) {
      hot.sent(BytePath.of("f" + i), now, 0, now);
    }
    assertThat(hot.remembered()).isLessThanOrEqualTo(20_000);
  }

  /** One write, 10 ms after the last one. */
  private void write() {
    now += 10 * MILLISECOND;
    for (Dirty due : hot.takeDue(now)) {
      send(due);
    }
    if (!hot.hold(LOG, now)) {
      send(LOG);
    }
  }

  private void send(Dirty change) {
    sent++;
    hot.sent(change.path(), now, 0, now + MILLISECOND);
  }
}
