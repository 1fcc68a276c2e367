package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jsersync.daemon.mirror.Outcome.Compared;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.daemon.mirror.Outcome.Why;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;
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
  void aComparisonByScheduleGoesBesideChangesAndCountsAsNothingPending() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    assertThat(agenda.compareScheduled(5)).isTrue();
    assertThat(agenda.pending()).isEqualTo(1);
    assertThat(agenda.wakeAt()).isEqualTo(Long.MIN_VALUE);

    Flight comparison = Objects.requireNonNull(agenda.next(5));
    assertThat(comparison.scheduled).isTrue();
    Flight names = Objects.requireNonNull(agenda.next(5));
    assertThat(names.batch).containsExactly(dirty("f", What.CONTENT));
    agenda.settle(names, confirmed(names.batch), 6);
    agenda.settle(comparison, compared(false), 7);

    assertThat(next(8)).as("sent beside it").containsExactly(new Dirty(f(), What.CONTENT, 6));
    settle(confirmed(List.of(new Dirty(f(), What.CONTENT, 6))), 9);
    assertThat(agenda.wakeAt()).as("the next one is by schedule").isEqualTo(Long.MAX_VALUE);
  }

  private static BytePath f() {
    return BytePath.of("f");
  }

  @Test
  void aComparisonByScheduleIsDroppedWhileAnyIsDueOrUnderWay() {
    assertThat(agenda.compareScheduled(0)).as("the first sync is due").isFalse();
    List<Dirty> first = next(0);
    assertThat(agenda.compareScheduled(1)).as("it is under way").isFalse();
    settle(compared(true), 2);
    assertThat(first).hasSize(1);

    assertThat(agenda.compareScheduled(3)).isTrue();
    assertThat(agenda.compareScheduled(4)).as("one is due").isFalse();
    Flight comparison = Objects.requireNonNull(agenda.next(5));
    assertThat(agenda.compareScheduled(6)).as("one is under way").isFalse();

    agenda.compareAll(7);
    assertThat(agenda.next(7)).as("not two at once").isNull();
    agenda.settle(comparison, compared(true), 8);
    Flight unfiltered = Objects.requireNonNull(agenda.next(8));
    assertThat(unfiltered.scheduled).as("what an overflow calls for is not filtered").isFalse();
  }

  @Test
  void aComparisonThatIsDueWithoutAFilterStandsForTheOneBySchedule() {
    synced();
    settleWaiting(0);
    assertThat(agenda.compareScheduled(1)).isTrue();
    agenda.compareAll(2);
    Flight flight = Objects.requireNonNull(agenda.next(agenda.wakeAt()));
    while (flight.kind != Flight.Kind.EVERYTHING) {
      agenda.settle(flight, confirmed(flight.batch), 61 * SECOND);
      flight = Objects.requireNonNull(agenda.next(62 * SECOND));
    }
    assertThat(flight.scheduled).isFalse();
    agenda.settle(flight, compared(true), 63 * SECOND);
    assertThat(agenda.isScheduledDue()).isFalse();
    assertThat(agenda.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  /** A file is in the change set of a remote that is down. */
  private void settleWaiting(long now) {
    agenda.add(dirty("f", What.CONTENT));
    List<Dirty> batch = next(now);
    settle(Outcome.broken(batch, failure(Kind.CONNECTION)), now);
  }

  @Test
  void aComparisonByScheduleThatBreaksOffIsHeldAgainAndHoldsUpNothing() {
    synced();
    agenda.compareScheduled(1);
    Flight comparison = Objects.requireNonNull(agenda.next(1));
    agenda.settle(comparison, Outcome.broken(comparison.batch, failure(Kind.STREAM)), 2);
    agenda.add(new Dirty(f(), What.CONTENT, 1));
    long again = agenda.wakeAt();
    assertThat(next(again)).containsExactly(new Dirty(f(), What.CONTENT, 1));
    settle(confirmed(List.of(new Dirty(f(), What.CONTENT, 1))), again);
    assertThat(Objects.requireNonNull(agenda.next(again)).scheduled).isTrue();
  }

  @Test
  void whatIsMovedWhileEverythingIsComparedIsSentAnew() {
    synced();
    agenda.compareAll(0);
    next(0);
    agenda.add(new Dirty(BytePath.of("new"), What.CONTENT, 0, BytePath.of("old")));
    assertThat(next(2))
        .containsExactlyInAnyOrder(dirty("new", What.CONTENT), dirty("old", What.GONE));
  }

  @Test
  void allIsUndeliveredWhileTheRemoteIsDownAndNothingOnceItArrived() {
    synced();
    settleWaiting(0);
    agenda.add(dirty("d", What.GONE));
    agenda.add(new Dirty(BytePath.of("new"), What.CONTENT, 0, BytePath.of("old")));
    assertThat(undelivered(1))
        .containsExactlyInAnyOrder("f CONTENT", "d GONE", "new ANEW", "old GONE");
    agenda.hurry(1);
    assertThat(agenda.wakeAt()).as("at once").isLessThanOrEqualTo(1);
    List<Dirty> batch = next(1);
    assertThat(undelivered(1)).as("in flight").hasSize(4);
    settle(confirmed(batch), 2);
    for (List<Dirty> rest = next(3); !rest.isEmpty(); rest = next(3)) {
      settle(confirmed(rest), 3);
    }
    assertThat(undelivered(100 * SECOND)).isEmpty();
  }

  @Test
  void ofAHealthyRemoteWhatFailedWhatIsLateAndWhatIsLongIsUndelivered() {
    synced();
    agenda.add(dirty("f", What.CONTENT));
    List<Dirty> batch = next(0);
    settle(later(batch.getFirst(), Why.FAILED), 0);
    assertThat(undelivered(0)).containsExactly("f CONTENT");
    agenda.add(dirty("g", What.CONTENT));
    assertThat(undelivered(9 * SECOND)).containsExactly("f CONTENT");
    assertThat(undelivered(10 * SECOND)).containsExactlyInAnyOrder("f CONTENT", "g CONTENT");
    agenda.compareAll(10 * SECOND);
    assertThat(undelivered(10 * SECOND))
        .containsExactlyInAnyOrder(". TREE", "f CONTENT", "g CONTENT");
  }

  @Test
  void whatIsLeftAtTheStopSaysWhy() {
    synced();
    settleWaiting(0);
    agenda.stop();
    Undelivered left = new Undelivered(agenda.hindrance(), 1);
    agenda.tell(left);
    RsyncTarget target = new RsyncTarget("host", 873, null, "data", BytePath.ROOT);
    assertThat(left.names(target, 10, Instant.EPOCH).names())
        .singleElement()
        .extracting(PendingName::reason)
        .isEqualTo(failure(Kind.CONNECTION).getMessage());
  }

  private List<String> undelivered(long now) {
    Undelivered told = new Undelivered(agenda.hindrance(), now);
    agenda.tell(told);
    RsyncTarget target = new RsyncTarget("host", 873, null, "data", BytePath.ROOT);
    return told.names(target, 100, Instant.EPOCH).names().stream()
        .map(name -> name.path() + " " + name.what())
        .toList();
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
