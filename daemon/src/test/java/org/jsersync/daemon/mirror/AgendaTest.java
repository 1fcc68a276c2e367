package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jsersync.daemon.mirror.Outcome.Compared;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.daemon.mirror.Outcome.Why;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private static final long SECOND = 1_000_000_000L;

  private final Agenda agenda = new Agenda(MirrorSettings.defaults(), new Random(1), true, 0);
  private @Nullable Flight flight;

  @Test
  void beginsWithAComparisonOfEverything() {
    assertThat(agenda.state()).isInstanceOf(RemoteState.FirstSync.class);
    assertThat(next(0)).extracting(Dirty::path, Dirty::what).containsExactly(root());

    settle(compared(true), 1);

    assertThat(agenda.state()).isInstanceOf(RemoteState.Live.class);
    assertThat(agenda.wakeAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(agenda.pending()).isZero();
  }

  @Test
  void aFreeRemoteTakesAChangeAtOnce() {
    synced();
    agenda.add(dirty("f", What.CONTENT));

    assertThat(agenda.wakeAt()).isEqualTo(Long.MIN_VALUE);
    assertThat(next(5)).containsExactly(dirty("f", What.CONTENT));
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
      List<Dirty> batch = next(now);
      assertThat(batch).hasSize(2);
      settle(Outcome.broken(batch, failure(Kind.CONNECTION)), now);
      assertThat(agenda.state()).isInstanceOf(RemoteState.Waiting.class);
      assertThat(next(now)).isEmpty();
      long delay = agenda.wakeAt() - now;
      assertThat(delay).isBetween(SECOND / 4, 60 * SECOND);
      longest = Math.max(longest, delay);
      now = agenda.wakeAt();
    }
    assertThat(longest).isGreaterThan(29 * SECOND);

    List<Dirty> batch = next(now);
    settle(confirmed(batch), now);
    assertThat(agenda.state()).isInstanceOf(RemoteState.Live.class);
    assertThat(agenda.pending()).isZero();
  }

  @Test
  void aRemoteThatRefusesIsAskedAgainEveryMinute() {
    List<Dirty> batch = next(0);
    settle(Outcome.broken(batch, failure(Kind.AUTHENTICATION)), 0);

    assertThat(agenda.state()).isInstanceOf(RemoteState.Refused.class);
    assertThat(agenda.wakeAt()).isEqualTo(60 * SECOND);
    assertThat(next(60 * SECOND)).isEqualTo(batch);
  }

  @Test
  void aNameThatFailsByItselfHoldsUpNothing() {
    synced();
    agenda.add(dirty("bad", What.CONTENT));
    List<Dirty> batch = next(0);
    List<Later> first = settle(later(batch.getFirst(), Why.FAILED), 0);
    agenda.add(dirty("good", What.CONTENT));

    assertThat(first).hasSize(1);
    assertThat(agenda.isFailing(BytePath.of("bad"))).isTrue();
    assertThat(next(1)).containsExactly(dirty("good", What.CONTENT));
    settle(confirmed(List.of(dirty("good", What.CONTENT))), 1);

    long due = agenda.wakeAt();
    assertThat(due).isBetween(SECOND / 2, SECOND);
    assertThat(next(due)).containsExactly(dirty("bad", What.CONTENT));
    assertThat(settle(later(dirty("bad", What.CONTENT), Why.FAILED), due)).isEmpty();
    assertThat(agenda.wakeAt() - due).isBetween(SECOND, 2 * SECOND);
  }

  @Test
  void aNameInDoubtGetsOneMoreChanceAtOnce() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    settle(later(next(0).getFirst(), Why.UNSURE), 0);

    assertThat(next(0)).containsExactly(dirty("f", What.CONTENT));
    settle(later(dirty("f", What.CONTENT), Why.UNSURE), 0);
    assertThat(next(0)).isEmpty();
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
      List<Dirty> batch = next(now);
      if (batch.isEmpty()) {
        continue;
      }
      if (batch.contains(dirty("f7", What.CONTENT))) {
        settle(Outcome.broken(batch, failure(Kind.PROTOCOL)), now);
      } else {
        confirmed += batch.size();
        settle(confirmed(batch), now);
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

    assertThat(next(0)).isEmpty();
    agenda.release(1);
    assertThat(next(1)).extracting(Dirty::path).containsExactly(BytePath.of("f"));
    assertThat(next(1)).extracting(Dirty::path).containsExactly(BytePath.ROOT);
  }

  @Test
  void directoriesThatCannotBeWatchedAreComparedFromTimeToTime() {
    synced();
    agenda.compareRegularly(BytePath.of("deep"), 0);

    long ten = Duration.ofMinutes(10).toNanos();
    assertThat(agenda.wakeAt()).isEqualTo(ten);
    List<Dirty> batch = next(ten);
    assertThat(batch).extracting(Dirty::path).containsExactly(BytePath.of("deep"));
    settle(confirmed(batch), ten);
    assertThat(agenda.wakeAt()).isEqualTo(2 * ten);
  }

  @Test
  void whereAnyDirectoryOrTooManyCannotBeWatchedEverythingIsComparedFromTimeToTime() {
    synced();
    for (int i = 0; i < 1_001; i++) {
      agenda.compareRegularly(BytePath.of("d" + i), 0);
    }
    long ten = Duration.ofMinutes(10).toNanos();
    assertThat(next(ten)).extracting(Dirty::path, Dirty::what).containsExactly(root());

    settle(compared(true), ten);
    agenda.compareRegularly(BytePath.ROOT, ten);
    agenda.compareRegularly(BytePath.of("d"), ten);
    assertThat(next(2 * ten)).extracting(Dirty::path, Dirty::what).containsExactly(root());
  }

  @Test
  void aComparisonThatWasNotCleanIsRepeatedLater() {
    next(0);
    settle(compared(false), 0);

    assertThat(agenda.wakeAt()).isEqualTo(Duration.ofMinutes(10).toNanos());
  }

  @Test
  void aFewNamesWaitAMomentForTheSessionBeforeAndManyDoNot() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    next(0);
    agenda.add(dirty("g", What.CONTENT));

    assertThat(next(1)).isEmpty();
    assertThat(agenda.wakeAt()).isEqualTo(20_000_000);
    for (int i = 0; i < 300; i++) {
      agenda.add(dirty("h" + i, What.CONTENT));
    }
    assertThat(next(1)).hasSize(301);
    agenda.add(dirty("i", What.CONTENT));
    assertThat(next(20_000_002)).hasSize(1);
  }

  @Test
  void aNameWaitsUntilTheSessionHasEndedThatCarriesIt() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    Flight first = Objects.requireNonNull(agenda.next(0));
    agenda.add(dirty("f", What.CONTENT));

    assertThat(agenda.next(SECOND)).isNull();
    assertThat(agenda.wakeAt()).isEqualTo(Long.MAX_VALUE);
    agenda.settle(first, confirmed(first.batch), SECOND);
    assertThat(next(SECOND)).containsExactly(dirty("f", What.CONTENT));
  }

  @Test
  void anAcknowledgedNameIsFreeAndWhatBecomesOfItThenCounts() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    agenda.add(dirty("g", What.CONTENT));
    Flight first = Objects.requireNonNull(agenda.next(0));
    agenda.acknowledged(first, BytePath.of("f"));
    agenda.add(dirty("f", What.CONTENT));

    assertThat(next(SECOND)).containsExactly(dirty("f", What.CONTENT));
    settle(later(dirty("f", What.CONTENT), Why.FAILED), SECOND);
    agenda.settle(first, confirmed(first.batch), SECOND);
    assertThat(agenda.isFailing(BytePath.of("f"))).isTrue();
  }

  @Test
  void largeFilesGoOneByOneBesideTheRest() {
    synced();
    agenda.add(dirty("big", What.CONTENT));
    Flight first = Objects.requireNonNull(agenda.next(0));
    agenda.settle(first, large(first.batch), 0);
    agenda.add(dirty("small", What.CONTENT));

    assertThat(next(1)).containsExactly(dirty("small", What.CONTENT));
    Flight big = Objects.requireNonNull(agenda.next(1));
    assertThat(big.batch).containsExactly(dirty("big", What.CONTENT));
    assertThat(agenda.setsLargeAside(big)).isFalse();
    assertThat(agenda.pending()).isEqualTo(2);
  }

  @Test
  void aSessionBegunBeforeAFailureDoesNotSayThatAllIsWellAgain() {
    synced();
    for (int i = 0; i < 300; i++) {
      agenda.add(dirty("f" + i, What.CONTENT));
    }
    Flight first = Objects.requireNonNull(agenda.next(0));
    for (int i = 0; i < 300; i++) {
      agenda.add(dirty("g" + i, What.CONTENT));
    }
    Flight second = Objects.requireNonNull(agenda.next(0));
    agenda.settle(second, Outcome.broken(second.batch, failure(Kind.CONNECTION)), 0);
    agenda.settle(first, confirmed(first.batch), 0);

    assertThat(agenda.state()).isInstanceOf(RemoteState.Waiting.class);
    long now = agenda.wakeAt();
    Flight third = Objects.requireNonNull(agenda.next(now));
    assertThat(third.batch).contains(dirty("g7", What.CONTENT));
    agenda.settle(third, confirmed(third.batch), now);
    assertThat(agenda.state()).isInstanceOf(RemoteState.Live.class);
  }

  @Test
  void afterAFailureOneBatchAtATimeIsTriedWhateverElseIsStillInTheAir() {
    Flight everything = Objects.requireNonNull(agenda.next(0));
    agenda.add(dirty("f", What.CONTENT));
    Flight first = Objects.requireNonNull(agenda.next(0));
    agenda.settle(first, Outcome.broken(first.batch, failure(Kind.CONNECTION)), 0);
    long now = agenda.wakeAt();
    Flight second = Objects.requireNonNull(agenda.next(now));
    agenda.add(dirty("g", What.CONTENT));

    assertThat(agenda.next(now + SECOND)).isNull();
    agenda.settle(second, confirmed(second.batch), now);
    assertThat(next(now)).containsExactly(dirty("g", What.CONTENT));
    assertThat(everything.batch).hasSize(1);
  }

  private Standing standing(String path, long first, long since) {
    return agenda.standing(BytePath.of(path), first, since);
  }

  @Test
  void aNameIsOwedUntilItsFlightHasLandedWithAllThatIsAboveIt() {
    synced();
    agenda.add(dirty("d", What.TREE));
    agenda.add(dirty("f", What.CONTENT));
    assertThat(standing("d/x", 0, 0)).isEqualTo(Standing.OWED);
    assertThat(standing("f", 0, 0)).isEqualTo(Standing.OWED);
    assertThat(standing("other", 0, 0)).isEqualTo(Standing.CONFIRMED);
    List<Dirty> batch = next(1);
    assertThat(standing("d/x", 0, 0)).isEqualTo(Standing.OWED);
    assertThat(standing("f", 0, 0)).isEqualTo(Standing.OWED);
    settle(confirmed(batch), 2);
    assertThat(standing("d/x", 0, 0)).isEqualTo(Standing.CONFIRMED);
    assertThat(standing("f", 0, 0)).isEqualTo(Standing.CONFIRMED);
  }

  @Test
  void aComparisonOfEverythingCarriesWhatWasToldBeforeIt() {
    assertThat(standing("f", 3, 3)).isEqualTo(Standing.OWED);
    assertThat(next(5)).hasSize(1);
    assertThat(standing("f", 3, 3)).isEqualTo(Standing.OWED);
    assertThat(standing("f", 6, 6)).isEqualTo(Standing.CONFIRMED);
    settle(compared(true), 9);
    assertThat(standing("f", 3, 3)).isEqualTo(Standing.CONFIRMED);
  }

  @Test
  void aRemoteThatFailsAgainIsNotWaitedFor() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    agenda.add(dirty("g", What.CONTENT));
    settle(Outcome.broken(next(0), failure(Kind.CONNECTION)), 0);
    assertThat(standing("f", 0, 0)).as("after one failure").isEqualTo(Standing.OWED);
    long now = agenda.wakeAt();
    settle(Outcome.broken(next(now), failure(Kind.CONNECTION)), now);
    assertThat(standing("f", 0, 0)).as("after two").isEqualTo(Standing.APART);
    assertThat(standing("other", 0, 0)).isEqualTo(Standing.CONFIRMED);
    agenda.hold("gone", now);
    assertThat(standing("f", 0, 0)).as("without a source").isEqualTo(Standing.APART);
  }

  @Test
  void aRemoteThatRefusesIsNotWaitedFor() {
    settle(Outcome.broken(next(0), failure(Kind.AUTHENTICATION)), 0);
    assertThat(standing("f", 0, 0)).isEqualTo(Standing.APART);
  }

  @Test
  void aNameThatFailsAgainByItselfIsNotWaitedForAndARefusalIsALastWord() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    settle(later(next(0).getFirst(), Why.FAILED), 0);
    assertThat(standing("f", 0, 0)).as("after one failure").isEqualTo(Standing.OWED);
    long now = agenda.wakeAt();
    settle(later(next(now).getFirst(), Why.FAILED), now);
    assertThat(standing("f", 0, 0)).as("after two").isEqualTo(Standing.APART);
    agenda.add(dirty("g", What.GONE));
    settle(later(next(now).getFirst(), Why.REFUSED), now);
    assertThat(standing("g", 0, 0)).isEqualTo(Standing.CONFIRMED);
  }

  @Test
  void ofAFileThatChangesAllTheTimeTheRemoteIsBehind() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    settle(confirmed(next(5)), 6);
    agenda.add(dirty("f", What.CONTENT));
    assertThat(standing("f", 4, 7)).isEqualTo(Standing.BEHIND);
    assertThat(standing("f", 6, 7)).isEqualTo(Standing.OWED);
  }

  private List<Dirty> next(long now) {
    flight = agenda.next(now);
    return flight == null ? List.of() : flight.batch;
  }

  private List<Later> settle(Outcome outcome, long now) {
    return agenda.settle(Objects.requireNonNull(flight), outcome, now).firstFailures();
  }

  private void synced() {
    next(0);
    settle(compared(true), 0);
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
    return new Outcome(
        batch, List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, 1, 0);
  }

  private static Outcome large(List<Dirty> batch) {
    return new Outcome(
        List.of(), List.of(), List.of(), batch, List.of(), List.of(), null, null, null, 0, 0);
  }

  private static Outcome later(Dirty change, Why why) {
    return new Outcome(
        List.of(),
        List.of(),
        List.of(new Later(change, why, "denied")),
        List.of(),
        List.of(),
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
        List.of(),
        List.of(),
        new Compared(ModelRemote.NO_STATS, clean),
        null,
        null,
        1,
        0);
  }
}
