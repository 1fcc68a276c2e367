package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jsersync.daemon.mirror.Outcome.Compared;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.daemon.mirror.Outcome.Why;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private static final long SECOND = 1_000_000_000L;

  private final Agenda agenda = new Agenda(MirrorSettings.defaults(), new Random(1), true, 0);

  @Test
  void beginsWithAComparisonOfEverything() {
    assertThat(agenda.state()).isInstanceOf(RemoteState.FirstSync.class);
    assertThat(agenda.next(0)).extracting(Dirty::path, Dirty::what).containsExactly(root());

    agenda.settle(compared(true), 1);

    assertThat(agenda.state()).isInstanceOf(RemoteState.Live.class);
    assertThat(agenda.wakeAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(agenda.pending()).isZero();
  }

  @Test
  void aFreeRemoteTakesAChangeAtOnce() {
    synced();
    agenda.add(dirty("f", What.CONTENT));

    assertThat(agenda.wakeAt()).isEqualTo(Long.MIN_VALUE);
    assertThat(agenda.next(5)).containsExactly(dirty("f", What.CONTENT));
    assertThat(agenda.pending()).isEqualTo(1);
  }

  @Test
  void aBrokenSessionIsFollowedByGrowingDelays() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    agenda.add(dirty("g", What.CONTENT));
    long now = 0;
    long longest = 0;
    for (int i = 1; i <= 12; i++) {
      List<Dirty> batch = agenda.next(now);
      assertThat(batch).hasSize(2);
      agenda.settle(Outcome.broken(batch, failure(Kind.CONNECTION)), now);
      assertThat(agenda.state()).isInstanceOf(RemoteState.Waiting.class);
      assertThat(agenda.next(now)).isEmpty();
      long delay = agenda.wakeAt() - now;
      assertThat(delay).isBetween(SECOND / 4, 60 * SECOND);
      longest = Math.max(longest, delay);
      now = agenda.wakeAt();
    }
    assertThat(longest).isGreaterThan(29 * SECOND);

    List<Dirty> batch = agenda.next(now);
    agenda.settle(confirmed(batch), now);
    assertThat(agenda.state()).isInstanceOf(RemoteState.Live.class);
    assertThat(agenda.pending()).isZero();
  }

  @Test
  void aRemoteThatRefusesIsAskedAgainEveryMinute() {
    List<Dirty> batch = agenda.next(0);
    agenda.settle(Outcome.broken(batch, failure(Kind.AUTHENTICATION)), 0);

    assertThat(agenda.state()).isInstanceOf(RemoteState.Refused.class);
    assertThat(agenda.wakeAt()).isEqualTo(60 * SECOND);
    assertThat(agenda.next(60 * SECOND)).isEqualTo(batch);
  }

  @Test
  void aNameThatFailsByItselfHoldsUpNothing() {
    synced();
    agenda.add(dirty("bad", What.CONTENT));
    List<Dirty> batch = agenda.next(0);
    List<Later> first = agenda.settle(later(batch.getFirst(), Why.FAILED), 0);
    agenda.add(dirty("good", What.CONTENT));

    assertThat(first).hasSize(1);
    assertThat(agenda.isFailing(BytePath.of("bad"))).isTrue();
    assertThat(agenda.next(1)).containsExactly(dirty("good", What.CONTENT));
    agenda.settle(confirmed(List.of(dirty("good", What.CONTENT))), 1);

    long due = agenda.wakeAt();
    assertThat(due).isBetween(SECOND / 2, SECOND);
    assertThat(agenda.next(due)).containsExactly(dirty("bad", What.CONTENT));
    assertThat(agenda.settle(later(dirty("bad", What.CONTENT), Why.FAILED), due)).isEmpty();
    assertThat(agenda.wakeAt() - due).isBetween(SECOND, 2 * SECOND);
  }

  @Test
  void aNameInDoubtGetsOneMoreChanceAtOnce() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    agenda.settle(later(agenda.next(0).getFirst(), Why.UNSURE), 0);

    assertThat(agenda.next(0)).containsExactly(dirty("f", What.CONTENT));
    agenda.settle(later(dirty("f", What.CONTENT), Why.UNSURE), 0);
    assertThat(agenda.next(0)).isEmpty();
  }

  @Test
  void aNameThatBreaksEverySessionIsFoundAndPutAside() {
    synced();
    for (int i = 0; i < 300; i++) {
      agenda.add(dirty("f" + i, What.CONTENT));
    }
    long now = 0;
    int confirmed = 0;
    for (int i = 0; i < 2000 && confirmed < 299; i++) {
      now = Math.max(now, agenda.wakeAt());
      List<Dirty> batch = agenda.next(now);
      if (batch.isEmpty()) {
        continue;
      }
      if (batch.contains(dirty("f7", What.CONTENT))) {
        agenda.settle(Outcome.broken(batch, failure(Kind.PROTOCOL)), now);
      } else {
        confirmed += batch.size();
        agenda.settle(confirmed(batch), now);
      }
    }
    assertThat(confirmed).isEqualTo(299);
    assertThat(agenda.pending()).isEqualTo(1);
  }

  @Test
  void nothingIsSentWhileTheSourceIsGoneAndEverythingIsComparedAfterwards() {
    synced();
    agenda.add(dirty("f", What.GONE));
    agenda.hold("unmounted", 0);

    assertThat(agenda.next(0)).isEmpty();
    agenda.release(1);
    assertThat(agenda.next(1))
        .extracting(Dirty::path)
        .containsExactly(BytePath.of("f"), BytePath.ROOT);
  }

  @Test
  void directoriesThatCannotBeWatchedAreComparedFromTimeToTime() {
    synced();
    agenda.compareRegularly(BytePath.of("deep"), 0);

    long ten = Duration.ofMinutes(10).toNanos();
    assertThat(agenda.wakeAt()).isEqualTo(ten);
    List<Dirty> batch = agenda.next(ten);
    assertThat(batch).extracting(Dirty::path).containsExactly(BytePath.of("deep"));
    agenda.settle(confirmed(batch), ten);
    assertThat(agenda.wakeAt()).isEqualTo(2 * ten);
  }

  @Test
  void whereAnyDirectoryOrTooManyCannotBeWatchedEverythingIsComparedFromTimeToTime() {
    synced();
    for (int i = 0; i < 1_001; i++) {
      agenda.compareRegularly(BytePath.of("d" + i), 0);
    }
    long ten = Duration.ofMinutes(10).toNanos();
    assertThat(agenda.next(ten)).extracting(Dirty::path, Dirty::what).containsExactly(root());

    agenda.settle(compared(true), ten);
    agenda.compareRegularly(BytePath.ROOT, ten);
    agenda.compareRegularly(BytePath.of("d"), ten);
    assertThat(agenda.next(2 * ten)).extracting(Dirty::path, Dirty::what).containsExactly(root());
  }

  @Test
  void aComparisonThatWasNotCleanIsRepeatedLater() {
    agenda.next(0);
    agenda.settle(compared(false), 0);

    assertThat(agenda.wakeAt()).isEqualTo(Duration.ofMinutes(10).toNanos());
  }

  private void synced() {
    agenda.next(0);
    agenda.settle(compared(true), 0);
  }

  private static org.assertj.core.groups.Tuple root() {
    return org.assertj.core.groups.Tuple.tuple(BytePath.ROOT, What.TREE);
  }

  private static Dirty dirty(String path, What what) {
    return new Dirty(BytePath.of(path), what, 0);
  }

  private static RsyncException failure(Kind kind) {
    return new RsyncException(kind, "no");
  }

  private static Outcome confirmed(List<Dirty> batch) {
    return new Outcome(batch, List.of(), List.of(), List.of(), null, null, null, 1, 0);
  }

  private static Outcome later(Dirty change, Why why) {
    return new Outcome(
        List.of(),
        List.of(),
        List.of(new Later(change, why, "denied")),
        List.of(),
        null,
        null,
        null,
        1,
        0);
  }

  private static Outcome compared(boolean clean) {
    return new Outcome(
        List.of(new Dirty(BytePath.ROOT, What.TREE, 0)),
        List.of(),
        List.of(),
        List.of(),
        new Compared(ModelRemote.NO_STATS, clean),
        null,
        null,
        1,
        0);
  }
}
