package org.jsersync.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.flist.FakeTree;
import org.jsersync.protocol.flist.FileList;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.ListOptions;
import org.jsersync.protocol.flist.NamePlan;
import org.jsersync.protocol.flist.Origin;
import org.jsersync.protocol.sender.Outcomes;
import org.jsersync.protocol.sender.PushOutcome;
import org.jsersync.protocol.session.MessageHandler.TextKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What counts as confirmed, and what as failed. */
class ReportBuilderTest {
  private static final PushStats NO_STATS =
      new PushOutcome(PushRequest.SILENT, Set.of()).stats(0, 0);

  private static final PushOptions DELETING =
      PushOptions.archive().toBuilder().delete(DeleteMode.DEFAULT).build();

  private static final PushOptions UNACKNOWLEDGED =
      DELETING.toBuilder().set(PushFlag.NO_ACKNOWLEDGE).build();

  /** Its 2,100 bytes are all quoted in a rule, where wildcards stand beside them. */
  private static final BytePath UNDELETABLE = BytePath.of(("*".repeat(209) + "/").repeat(10));

  private final PushOutcome outcome = new PushOutcome(PushRequest.SILENT, Set.of());

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

  @Test
  void ofASessionWithErrorsTheFilesThatNobodyAcknowledgedHaveFailed() throws Exception {
    Selection.Names names = mixed();
    PushOutcome outcome = listed(names, "d/good");
    outcome.deleted("gone".getBytes(UTF_8), false);
    outcome.text(TextKind.ERROR_XFER, "mkstemp failed: No space left\n".getBytes(UTF_8));
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, DELETING, null);
    assertThat(report.exitCode()).isEqualTo(23);
    assertThat(report.confirmed()).containsExactlyInAnyOrder(path("d/good"), path("gone"));
    assertThat(report.failed()).isEqualTo(Map.of(path("d/bad"), "mkstemp failed: No space left"));
  }

  @Test
  void whatFailedHereBlamesNobodyElse() throws Exception {
    Selection.Names names = mixed();
    PushOutcome outcome = listed(names, "d/good");
    Outcomes.sourceFailed(outcome, "d/bad", "permission denied");
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, DELETING, null);
    assertThat(report.confirmed()).containsExactly(path("d/good"));
    assertThat(report.failed()).isEqualTo(Map.of(path("d/bad"), "permission denied"));
  }

  @Test
  void whereNothingElseCanHaveFailedADirectoryOrADeletionHas() throws Exception {
    Selection.Names names = mixed();
    PushOutcome outcome = listed(names, "d/good", "d/bad");
    outcome.text(TextKind.ERROR_XFER, "chown failed\n".getBytes(UTF_8));
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, DELETING, null);
    assertThat(report.failed())
        .containsOnlyKeys(path("d"), path("gone"), path("d/tree"))
        .containsValue("chown failed");
  }

  @Test
  void whereNothingIsAcknowledgedErrorsLeaveAllNamesInDoubt() throws Exception {
    Selection.Names names = mixed();
    PushOutcome outcome = listed(names);
    outcome.deleted("gone".getBytes(UTF_8), false);
    outcome.text(TextKind.ERROR_XFER, "mkstemp failed: No space left\n".getBytes(UTF_8));
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, UNACKNOWLEDGED, null);
    assertThat(report.exitCode()).isEqualTo(23);
    assertThat(report.confirmed()).containsExactly(path("gone"));
    assertThat(report.failed()).isEmpty();
  }

  @Test
  void whereNothingIsAcknowledgedTheOnlyFileIsToBlame() throws Exception {
    Selection.Names names =
        names(List.of(path("d"), path("d/bad")), List.of(), List.of(), List.of());
    PushOutcome outcome = listed(names);
    outcome.text(TextKind.ERROR_XFER, "no space\n".getBytes(UTF_8));
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, UNACKNOWLEDGED, null);
    assertThat(report.failed()).isEqualTo(Map.of(path("d/bad"), "no space"));
  }

  @Test
  void whereNothingIsAcknowledgedWhatFailedHereHoldsUpNoOtherFile() throws Exception {
    Selection.Names names = mixed();
    PushOutcome outcome = listed(names);
    Outcomes.sourceFailed(outcome, "d/bad", "permission denied");
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, UNACKNOWLEDGED, null);
    assertThat(report.confirmed()).containsExactly(path("d/good"));
    assertThat(report.failed()).isEqualTo(Map.of(path("d/bad"), "permission denied"));
  }

  @Test
  void whereNothingIsAcknowledgedASessionThatBrokeOffConfirmsNothing() throws Exception {
    Selection.Names names = mixed();
    RsyncException failure = new RsyncException(RsyncException.Kind.STREAM, "connection lost");
    PushReport report = report(listed(names), names, UNACKNOWLEDGED, failure);
    assertThat(report.confirmed()).isEmpty();
    assertThat(report.failed()).isEmpty();
  }

  @Test
  void aVanishedNameIsNeitherConfirmedNorFailed() throws Exception {
    Selection.Names names = names(List.of(path("never")), List.of(), List.of(), List.of());
    PushOutcome outcome = listed(names);
    outcome.text(TextKind.ERROR_XFER, "no space\n".getBytes(UTF_8));
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, DELETING, null);
    assertThat(report.vanished()).containsExactly(path("never"));
    assertThat(report.confirmed()).isEmpty();
    assertThat(report.failed()).isEmpty();
  }

  @Test
  void aListedFileThatIsGoneWhenItIsToBeReadHasNotFailedEither() throws Exception {
    Selection.Names names = mixed();
    PushOutcome outcome = listed(names, "d/good");
    outcome.vanished(new Origin(FakeTree.of("d/"), path("d/bad")), path("d/bad"));
    Outcomes.sourceFailed(outcome, "d/good", "it became shorter while it was read");
    Outcomes.end(outcome);
    PushReport report = report(outcome, names, DELETING, null);
    assertThat(report.vanished()).containsExactly(path("d/bad"));
    assertThat(report.failed()).containsOnlyKeys(path("d/good"));
  }

  @Test
  void aSessionThatBrokeOffConfirmsWhatWasAcknowledgedAndLeavesTheRestInDoubt() throws Exception {
    Selection.Names names = mixed();
    PushOutcome outcome = listed(names, "d/good");
    RsyncException failure = new RsyncException(RsyncException.Kind.STREAM, "connection lost");
    PushReport report = report(outcome, names, DELETING, failure);
    assertThat(report.failure()).isSameAs(failure);
    assertThat(report.exitCode()).isEqualTo(12);
    assertThat(report.confirmed()).containsExactly(path("d/good"));
    assertThat(report.failed()).isEmpty();
  }

  @Test
  void argumentsAreNotConfirmedPathByPath() {
    Outcomes.end(outcome);
    PushReport report = report(outcome, Selection.contents(), DELETING, null);
    assertThat(report.complete()).isTrue();
    assertThat(report.confirmed()).isEmpty();
  }

  /** A directory with two files, one subtree, and a name to delete. */
  private static Selection.Names mixed() {
    return names(
        List.of(path("d"), path("d/good"), path("d/bad")),
        List.of(path("gone")),
        List.of(path("d/tree")),
        List.of());
  }

  /** An outcome that heard of the list of these names, and that the daemon acknowledged some. */
  private static PushOutcome listed(Selection.Names names, String... acknowledged)
      throws Exception {
    PushOutcome heard = new PushOutcome(PushRequest.SILENT, NamesPush.asked(names));
    FakeTree tree = FakeTree.of("d/", "d/good", "d/bad", "d/tree/", "d/tree/x");
    FileList list =
        new ListBuilder(
                NamePlan.of(names, new Origin(tree, BytePath.ROOT)),
                new ListOptions(true, false, false, ListOptions.Exclusion.NONE, null),
                heard)
            .single();
    for (String path : acknowledged) {
      Outcomes.acknowledge(heard, list, path);
    }
    return heard;
  }

  private PushReport report(
      Selection selection, PushOptions options, @Nullable RsyncException failure) {
    return report(outcome, selection, options, failure);
  }

  private static PushReport report(
      PushOutcome outcome,
      Selection selection,
      PushOptions options,
      @Nullable RsyncException failure) {
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
