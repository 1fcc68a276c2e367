package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.PushStats.Kinds;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a remote is sent contents that it has not asked for. */
class UnaskedContentsTest {
  private static final long SECONDS = 1_000_000_000L;
  private static final long MINUTES = Duration.ofMinutes(1).toNanos();

  private long now;
  private final UnaskedContents unasked = new UnaskedContents(Duration.ofMinutes(5), () -> now);

  @Test
  void notForAWhileAfterASessionThatBrokeOffAndLongerEachTime() {
    unasked.learn(broken(1), true);
    now += 4 * MINUTES;
    assertThat(unasked.now()).isFalse();
    now += MINUTES;
    assertThat(unasked.now()).isTrue();
    unasked.learn(broken(1), true);
    now += 9 * MINUTES;
    assertThat(unasked.now()).isFalse();
    now += MINUTES;
    assertThat(unasked.now()).isTrue();
  }

  @Test
  void whatBrokeOffWithoutThemOrBeforeThemSaysNothing() {
    unasked.learn(broken(0), true);
    unasked.learn(broken(1), false);
    assertThat(unasked.now()).isTrue();
  }

  @Test
  void whatFailedIsTriedForSomeSecondsWithoutThem() {
    unasked.learn(failed(), true);
    now += 29 * SECONDS;
    unasked.learn(failed(), false);
    assertThat(unasked.now()).isFalse();
    now += SECONDS;
    assertThat(unasked.now()).isTrue();
  }

  private static PushReport broken(long listSize) {
    return report(new RsyncException(RsyncException.Kind.REMOTE, "gave up"), 2, Map.of(), listSize);
  }

  private static PushReport failed() {
    return report(null, 23, Map.of(BytePath.of("f"), "mkstemp"), 1);
  }

  private static PushReport report(
      @Nullable RsyncException failure, int exit, Map<BytePath, String> failed, long listSize) {
    PushStats stats =
        new PushStats(Kinds.NONE, Kinds.NONE, Kinds.NONE, 0, 0, 0, 0, 0, listSize, 0, 0, 0);
    return new PushReport(failure, exit, Set.of(), failed, Set.of(), Set.of(), stats);
  }
}
