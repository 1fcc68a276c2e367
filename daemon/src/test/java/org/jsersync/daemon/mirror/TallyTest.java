package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.daemon.mirror.BatchPlan.Answer;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.daemon.mirror.Outcome.Why;
import org.jsersync.daemon.mirror.Pusher.Deletions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.PushStats.Kinds;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** What a report says of the names of a batch. */
class TallyTest {
  private static final BytePath TOP = BytePath.of("top");
  private static final Dirty GONE = new Dirty(BytePath.of("gone"), What.GONE, 1);
  private static final Dirty NEW = new Dirty(BytePath.of("new"), What.CONTENT, 1);

  @Test
  void aSubtreeThatFailedAsSuchStaysDirtyAsOne() {
    Dirty change = new Dirty(TOP, What.GONE, 1);
    Push push =
        new Push(
            new Selection.Names(List.of(), List.of(), List.of(TOP), List.of()),
            PushMode.QUICK_CHECK,
            List.of(new Answer(change, TOP, true)));
    Outcome outcome = take(push, 23, Map.of(TOP, "too long"));
    assertThat(outcome.confirmed()).isEmpty();
    assertThat(outcome.later()).containsExactly(new Later(change, Why.FAILED, "too long"));
  }

  @Test
  void theSourceThatFailedAsANameIsTriedAgainAsOne() {
    Dirty change = new Dirty(BytePath.ROOT, What.TREE, 1);
    Push push =
        new Push(
            Selection.contents(),
            PushMode.QUICK_CHECK,
            List.of(new Answer(change, BytePath.ROOT, true)));
    Outcome outcome = take(push, 23, Map.of(BytePath.ROOT, "permission denied"));
    assertThat(outcome.confirmed()).containsExactly(change);
    assertThat(outcome.later())
        .containsExactly(
            new Later(
                new Dirty(BytePath.ROOT, What.ATTRIBUTES, 2), Why.FAILED, "permission denied"));
  }

  @Test
  void whatTheRemoteRefusesToDeleteStaysPendingAndAllElseIsConfirmed() {
    Outcome outcome = take(goneAndNew(), 0, Map.of(), Deletions.REFUSED);
    assertThat(outcome.confirmed()).containsExactly(NEW);
    assertThat(outcome.later()).extracting(Later::change).containsExactly(GONE);
    assertThat(outcome.later()).extracting(Later::why).containsExactly(Why.REFUSED);
    assertThat(outcome.found()).isEmpty();
  }

  @Test
  void everythingIsComparedWhenTheRemoteDeletesAgain() {
    Outcome outcome = take(goneAndNew(), 0, Map.of(), Deletions.AGAIN);
    assertThat(outcome.confirmed()).containsExactly(GONE, NEW);
    assertThat(outcome.found()).containsExactly(new Dirty(BytePath.ROOT, What.TREE, 2));
  }

  @Test
  void whatChangedWhileItWasReadMayHaveTheNewContentWithTheOldAttributes() {
    Dirty chmod = new Dirty(BytePath.of("f"), What.ATTRIBUTES, 1);
    PushReport report =
        new PushReport(
            null, 0, Set.of(), Map.of(), Set.of(), Set.of(chmod.path()), ModelRemote.NO_STATS);
    Outcome outcome = take(present(chmod), report, Deletions.AS_ASKED);
    assertThat(outcome.later())
        .extracting(Outcome.Later::change)
        .containsExactly(new Dirty(chmod.path(), What.CONTENT, 1));
  }

  @Test
  void aReceiverThatWasKilledMayHaveLeftAFileBesideWhateverWasListed() {
    Dirty top = new Dirty(TOP, What.TREE, 1);
    Push push =
        new Push(
            new Selection.Names(List.of(), List.of(), List.of(TOP), List.of()),
            PushMode.IGNORE_TIMES,
            List.of(new Answer(top, TOP, true)));
    PushStats stats = new PushStats(Kinds.NONE, Kinds.NONE, Kinds.NONE, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    RsyncException failure = new RsyncException(RsyncException.Kind.STREAM, "connection lost");
    PushReport report = new PushReport(failure, 12, Set.of(), Map.of(), Set.of(), Set.of(), stats);
    assertThat(take(push, report, Deletions.AS_ASKED).found())
        .contains(new Dirty(BytePath.ROOT, What.NAMES, 2));
  }

  private static Push present(Dirty change) {
    return new Push(
        new Selection.Names(List.of(change.path()), List.of(), List.of(), List.of()),
        PushMode.QUICK_CHECK,
        List.of(new Answer(change, change.path(), false)));
  }

  private static Push goneAndNew() {
    return new Push(
        new Selection.Names(List.of(NEW.path()), List.of(GONE.path()), List.of(), List.of()),
        PushMode.IGNORE_TIMES,
        List.of(new Answer(GONE, GONE.path(), false), new Answer(NEW, NEW.path(), false)));
  }

  private static Outcome take(Push push, int exitCode, Map<BytePath, String> failed) {
    return take(push, exitCode, failed, Deletions.AS_ASKED);
  }

  private static Outcome take(
      Push push, int exitCode, Map<BytePath, String> failed, Deletions deletions) {
    PushReport report =
        new PushReport(null, exitCode, Set.of(), failed, Set.of(), Set.of(), ModelRemote.NO_STATS);
    return take(push, report, deletions);
  }

  private static Outcome take(Push push, PushReport report, Deletions deletions) {
    Tally tally =
        new Tally(
            new BatchPlan(
                List.of(push), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
            2);
    tally.take(push, report, deletions);
    return tally.outcome();
  }
}
