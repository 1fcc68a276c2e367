package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.daemon.mirror.BatchPlan.Answer;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.daemon.mirror.Outcome.Why;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** What a report says of the names of a batch. */
class TallyTest {
  private static final BytePath TOP = BytePath.of("top");

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

  private static Outcome take(Push push, int exitCode, Map<BytePath, String> failed) {
    Tally tally =
        new Tally(new BatchPlan(List.of(push), List.of(), List.of(), List.of(), List.of()), 2);
    tally.take(
        push,
        new PushReport(null, exitCode, Set.of(), failed, Set.of(), Set.of(), ModelRemote.NO_STATS));
    return tally.outcome();
  }
}
