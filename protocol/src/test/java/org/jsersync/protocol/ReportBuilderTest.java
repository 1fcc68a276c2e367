package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.sender.Outcomes;
import org.jsersync.protocol.sender.PushOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as confirmed, and what as failed. */
class ReportBuilderTest {
  private static final PushStats NO_STATS =
      new PushOutcome(PushRequest.SILENT, Set.of()).stats(0, 0);

  private static final PushOptions DELETING =
      PushOptions.archive().toBuilder().delete(DeleteMode.DEFAULT).build();

  /** Its 2,100 bytes are all quoted in a rule, where wildcards stand beside them. */
  private static final BytePath UNDELETABLE = BytePath.of(("*".repeat(209) + "/").repeat(10));

  private final PushOutcome outcome =
      new PushOutcome(PushRequest.SILENT, Set.of(path("p"), path("q"), path("a")));

  @Test
  void whatNoRuleCanNameHasFailedThoughTheSessionWasClean() {
    Outcomes.end(outcome);
    for (Selection.Names names :
        List.of(
            names(List.of(), List.of(UNDELETABLE), List.of(), List.of()),
            names(List.of(), List.of(), List.of(UNDELETABLE), List.of()),
            names(List.of(), List.of(), List.of(), List.of(UNDELETABLE)))) {
      PushReport report = report(names, DELETING, null);
      assertThat(report.exitCode()).isEqualTo(23);
      assertThat(report.complete()).isFalse();
      assertThat(report.confirmed()).isEmpty();
      assertThat(report.failed())
          .isEqualTo(Map.of(UNDELETABLE, "its name is too long for a deletion rule (4,096 bytes)"));
    }
  }

  @Test
  void noRuleIsMissedWhereNothingIsDeleted() {
    Outcomes.end(outcome);
    Selection.Names names = names(List.of(), List.of(), List.of(UNDELETABLE), List.of());
    PushReport report = report(names, PushOptions.archive(), null);
    assertThat(report.complete()).isTrue();
    assertThat(report.failed()).isEmpty();
    assertThat(report.confirmed()).containsExactly(UNDELETABLE);
  }

  @Test
  void aCleanEndConfirmsAllThatWasAsked() {
    Outcomes.end(outcome);
    PushReport report =
        report(
            names(List.of(path("p")), List.of(path("a")), List.of(path("c")), List.of(path("s"))),
            DELETING,
            null);
    assertThat(report.exitCode()).isZero();
    assertThat(report.confirmed())
        .containsExactlyInAnyOrder(path("p"), path("a"), path("c"), path("s"));
  }

  private PushReport report(
      Selection selection, PushOptions options, @Nullable RsyncException failure) {
    return ReportBuilder.build(
        new PushRequest(
            new RsyncTarget("host", 873, null, "m", BytePath.ROOT),
            null,
            BytePath.of("/source"),
            selection,
            options,
            PushRequest.SILENT),
        outcome,
        failure,
        List.of(),
        NO_STATS);
  }

  private static Selection.Names names(
      List<BytePath> present,
      List<BytePath> absent,
      List<BytePath> complete,
      List<BytePath> shallow) {
    return new Selection.Names(present, absent, complete, shallow);
  }

  private static BytePath path(String text) {
    return BytePath.of(text);
  }
}
