package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.daemon.mirror.Outcome.Why;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private final Retries retries =
      new Retries(10, new Backoff(Duration.ofNanos(8), Duration.ofNanos(80), new Random(1)));

  @Test
  void whatWasTriedBelowADirectoryThatGotRightIsForgotten() {
    fail("d/tried");
    fail("other/tried");
    assertThat(retries.takeDue(100)).hasSize(2);
    fail("d/waiting");
    assertThat(retries.size()).isEqualTo(3);

    retries.confirmed(new Dirty(BytePath.of("d"), What.TREE, 0));

    assertThat(retries.size()).isEqualTo(2);
    assertThat(retries.waiting()).isEqualTo(1);
    assertThat(retries.isWaiting(BytePath.of("d/waiting"))).isTrue();
    retries.confirmed(new Dirty(BytePath.ROOT, What.TREE, 0));
    assertThat(retries.size()).isEqualTo(1);
  }

  @Test
  void aRefusedDeletionIsNoFailureAndWaitsLong() {
    Dirty gone = new Dirty(BytePath.of("gone"), What.GONE, 0);
    assertThat(retries.add(new Later(gone, Why.REFUSED, "refused"), 0)).isFalse();
    assertThat(retries.refused()).isEqualTo(1);
    assertThat(retries.takeDue(39)).isEmpty();
    assertThat(retries.takeDue(80)).containsExactly(gone);
    assertThat(retries.refused()).isZero();
  }

  @Test
  void aNameThatIsThereAgainNeedsNoDeletion() {
    retries.add(new Later(new Dirty(BytePath.of("f"), What.GONE, 0), Why.REFUSED, "refused"), 0);
    retries.confirmed(new Dirty(BytePath.of("f"), What.CONTENT, 1));
    assertThat(retries.size()).isZero();
    assertThat(retries.waiting()).isZero();
  }

  @Test
  void aNameInDoubtIsNewsWhenItIsKnownToFailByItself() {
    Dirty change = new Dirty(BytePath.of("f"), What.CONTENT, 0);
    assertThat(retries.add(new Later(change, Why.UNSURE, "something failed"), 0)).isFalse();
    assertThat(retries.add(new Later(change, Why.FAILED, "denied"), 1)).isTrue();
    assertThat(retries.add(new Later(change, Why.UNSURE, "something failed"), 2)).isFalse();
    assertThat(retries.add(new Later(change, Why.FAILED, "denied"), 3)).isFalse();
  }

  private void fail(String path) {
    Dirty change = new Dirty(BytePath.of(path), What.ATTRIBUTES, 0);
    retries.add(new Later(change, Why.FAILED, "denied"), 0);
  }
}
