package org.jsersync.protocol.flist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.ModeChanges;
import org.junit.jupiter.api.Test;

/** 02-filelist, sections 3.2, 4, 5 and 7.2. */
final class ListBuilderTest {
  private final List<String> events = new ArrayList<>();

  private final ListObserver observer =
      new ListObserver() {
        @Override
        public void listed(FileEntry entry) {}

        @Override
        public void vanished(Origin origin, BytePath path) {
          events.add("vanished " + path);
        }

        @Override
        public void unreadable(BytePath path, String message) {
          events.add("unreadable " + path);
        }

        @Override
        public void skipped(String message) {
          events.add(message);
        }
      };

  @Test
  void listsTheRootsContentsFirstAndThenDirectoryByDirectoryDepthFirst() {
    FakeTree tree = FakeTree.of("b/", "b/x", "b/c/", "b/c/y", "a/", "a/z", "f", "l -> f");
    ListBuilder builder = whole(tree);
    assertThat(shown(builder.first())).isEqualTo("1: . TOP, f, l, a CONTENT, b CONTENT");
    assertThat(builder.nextDirectory()).isEqualTo(1);
    assertThat(shown(builder.next())).isEqualTo("7: a/z");
    assertThat(builder.nextDirectory()).isEqualTo(2);
    assertThat(shown(builder.next())).isEqualTo("9: b/x, b/c CONTENT");
    assertThat(builder.nextDirectory()).isEqualTo(3);
    assertThat(shown(builder.next())).isEqualTo("12: b/c/y");
    assertThat(builder.hasNext()).isFalse();
  }

  @Test
  void knowsTheDirectoryThatStandsBeforeAList() {
    ListBuilder builder = whole(FakeTree.of("a/", "a/z"));
    FileList first = builder.first();
    assertThat(first.entry(0)).hasToString(".");
    FileList second = builder.next();
    assertThat(second.entry(second.first() - 1)).hasToString("a");
    assertThat(second.entry(second.first() + 1)).isNull();
  }

  @Test
  void makesOneListInTheCommonOrder() {
    FakeTree tree = FakeTree.of("b/", "b/x", "b/c/", "b/c/y", "a/", "a/z", "f");
    assertThat(shown(whole(tree).single()))
        .isEqualTo("0: . TOP, f, a CONTENT, a/z, b CONTENT, b/x, b/c CONTENT, b/c/y");
  }

  @Test
  void namesOnlyWhatABatchAsksFor() {
    FakeTree tree = FakeTree.of("d/", "d/new", "d/other", "d/e/", "d/e/f", "gone/", "n/", "n/x");
    Selection.Names names =
        new Selection.Names(
            List.of(BytePath.of("d/new"), BytePath.of("n"), BytePath.of("d/e/f")),
            List.of(BytePath.of("gone/old")),
            List.of(),
            List.of());
    ListBuilder builder = new ListBuilder(plan(names, tree), options(), observer);
    assertThat(shown(builder.single()))
        .isEqualTo("0: d IMPLIED, d/new, d/e IMPLIED, d/e/f, gone CONTENT, n NO_CONTENT");
  }

  @Test
  void listsACompleteSubtreeBelowImpliedParents() {
    FakeTree tree = FakeTree.of("d/", "d/sub/", "d/sub/x", "d/sub/y/", "d/sub/y/z", "d/other");
    Selection.Names names =
        new Selection.Names(List.of(), List.of(), List.of(BytePath.of("d/sub")), List.of());
    ListBuilder builder = new ListBuilder(plan(names, tree), options(), observer);
    assertThat(shown(builder.single()))
        .isEqualTo("0: d IMPLIED, d/sub CONTENT, d/sub/x, d/sub/y CONTENT, d/sub/y/z");
  }

  @Test
  void listsTheOwnNamesOfADirectoryAndWhatElseIsPlannedBelow() {
    FakeTree tree = FakeTree.of("d/", "d/a", "d/s/", "d/s/x", "d/t/", "d/t/y", "d/t/z", "other");
    Selection.Names names =
        new Selection.Names(
            List.of(BytePath.of("d/t"), BytePath.of("d/t/y")),
            List.of(BytePath.of("d/gone")),
            List.of(),
            List.of(BytePath.of("d")));
    ListBuilder builder = new ListBuilder(plan(names, tree), options(), observer);
    assertThat(shown(builder.single()))
        .isEqualTo("0: d CONTENT, d/a, d/s NO_CONTENT, d/t NO_CONTENT, d/t/y");
  }

  @Test
  void listsTheRootForADeletionInIt() {
    FakeTree tree = FakeTree.of("keep");
    Selection.Names names =
        new Selection.Names(List.of(), List.of(BytePath.of("old")), List.of(), List.of());
    ListBuilder builder = new ListBuilder(plan(names, tree), options(), observer);
    assertThat(shown(builder.single())).isEqualTo("0: . CONTENT");
  }

  @Test
  void tellsOfNamesThatAreGoneAndStillListsTheRest() {
    FakeTree tree = FakeTree.of("a", "b").vanishing("b");
    ListBuilder builder = whole(tree);
    assertThat(shown(builder.single())).isEqualTo("0: . TOP, a");
    assertThat(events).containsExactly("vanished b");
    assertThat(builder.ioError()).isEqualTo(ListBuilder.IO_VANISHED);
  }

  @Test
  void stopsDeletionWhenADirectoryCannotBeRead() {
    FakeTree tree = FakeTree.of("d/", "d/x").unreadable("d");
    ListBuilder builder = whole(tree);
    assertThat(shown(builder.single())).isEqualTo("0: . TOP, d CONTENT");
    assertThat(events).containsExactly("unreadable d");
    assertThat(builder.ioError()).isEqualTo(ListBuilder.IO_ERROR);
  }

  @Test
  void leavesOutWhatTheRulesExcludeWithAllBelow() {
    FakeTree tree = FakeTree.of("a.o", "b", "x/", "x/y");
    ListOptions options =
        new ListOptions(
            true,
            false,
            true,
            (path, directory) -> path.toString().endsWith(".o") || (directory && path.depth() == 1),
            null);
    ListBuilder builder = new ListBuilder(plan(allOf(), tree), options, observer);
    assertThat(shown(builder.single())).isEqualTo("0: . CONTENT, b");
  }

  private static ListOptions options(MountPoints mountPoints) {
    return new ListOptions(
        true, false, true, ListOptions.Exclusion.NONE, null, ModeChanges.NONE, mountPoints, null);
  }

  private static FakeTree mounted() {
    return FakeTree.of("a/", "a/m/", "a/m/x", "a/m/s/", "a/m/s/y", "a/z", "m/", "m/x")
        .mounted("a/m", 2)
        .mounted("m", 3);
  }

  @Test
  void staysOnOneFileSystem() {
    NamePlan plan = plan(allOf(), mounted());
    plan.root().markTop();
    ListBuilder builder = new ListBuilder(plan, options(MountPoints.LISTED), observer);
    assertThat(shown(builder.first())).isEqualTo("1: . TOP, a CONTENT, m NO_CONTENT");
    assertThat(shown(builder.next())).isEqualTo("5: a/z, a/m NO_CONTENT");
    assertThat(builder.hasNext()).as("nobody waits for a list of a mount point").isFalse();
    assertThat(shown(new ListBuilder(plan, options(MountPoints.LISTED), observer).single()))
        .isEqualTo("0: . TOP, a CONTENT, a/z, a/m NO_CONTENT, m NO_CONTENT");
    assertThat(shown(new ListBuilder(plan, options(MountPoints.LEFT_OUT), observer).single()))
        .isEqualTo("0: . TOP, a CONTENT, a/z");
    assertThat(builder.ioError()).isZero();
  }

  @Test
  void aMountPointThatABatchNamesGoesWithoutItsContents() {
    List<BytePath> names = List.of(BytePath.of("a/m"));
    for (Selection.Names all :
        List.of(
            new Selection.Names(names, List.of(), List.of(), List.of()),
            new Selection.Names(List.of(), List.of(), names, List.of()),
            new Selection.Names(List.of(), List.of(), List.of(), names),
            new Selection.Names(
                List.of(), List.of(BytePath.of("a/m/gone")), List.of(), List.of()))) {
      ListBuilder builder =
          new ListBuilder(plan(all, mounted()), options(MountPoints.LISTED), observer);
      assertThat(shown(builder.single())).isEqualTo("0: a IMPLIED, a/m NO_CONTENT");
    }
  }

  @Test
  void whatSomebodyTypedIsWhereItIs() {
    NamePlan plan =
        plan(
            new Selection.Names(List.of(), List.of(), List.of(BytePath.of("a/m")), List.of()),
            mounted());
    PlanNode a = plan.root().child("a".getBytes(StandardCharsets.UTF_8));
    a.child("m".getBytes(StandardCharsets.UTF_8)).markTop();
    assertThat(shown(new ListBuilder(plan, options(MountPoints.LISTED), observer).single()))
        .isEqualTo("0: a IMPLIED, a/m TOP, a/m/x, a/m/s CONTENT, a/m/s/y");
    a.widen(PlanNode.Listing.TREE);
    a.markTop();
    assertThat(shown(new ListBuilder(plan, options(MountPoints.LISTED), observer).single()))
        .isEqualTo("0: a TOP, a/z, a/m TOP, a/m/x, a/m/s CONTENT, a/m/s/y");
  }

  private static Selection.Names allOf() {
    return new Selection.Names(List.of(), List.of(), List.of(BytePath.ROOT), List.of());
  }

  private ListBuilder whole(FakeTree tree) {
    NamePlan plan = plan(allOf(), tree);
    plan.root().markTop();
    return new ListBuilder(plan, options(), observer);
  }

  private static NamePlan plan(Selection.Names names, FakeTree tree) {
    return NamePlan.of(names, new Origin(tree, BytePath.ROOT));
  }

  private static ListOptions options() {
    return new ListOptions(true, false, true, ListOptions.Exclusion.NONE, null);
  }

  private static String shown(FileList list) {
    List<String> shown = new ArrayList<>();
    for (FileEntry entry : list.entries()) {
      shown.add(entry.isDirectory() ? entry + " " + entry.kind() : entry.toString());
    }
    return list.first() + ": " + String.join(", ", shown);
  }
}
