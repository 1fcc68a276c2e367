package org.jsersync.protocol.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.flist.FakeTree;
import org.jsersync.protocol.flist.FileList;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.ListOptions;
import org.jsersync.protocol.flist.NamePlan;
import org.jsersync.protocol.flist.Origin;
import org.junit.jupiter.api.Test;

class UnaskedFilesTest {
  private static final byte[] SMALL = {1};

  @Test
  void onlyWhereTheDirectoryIsKnownToStand() {
    FakeTree tree =
        FakeTree.of("known/", "new/", "implied/", "known/sub/", "whole/")
            .with("f", SMALL, 1)
            .with("implied/f", SMALL, 1)
            .with("known/f", SMALL, 1)
            .with("known/sub/f", SMALL, 1)
            .with("new/f", SMALL, 1)
            .with("whole/f", SMALL, 1);
    FileList list =
        list(
            tree,
            new Selection.Names(
                paths("f", "implied/f", "known/f", "known/sub", "known/sub/f", "new", "new/f"),
                paths("known/gone"),
                paths("whole"),
                List.of(),
                paths(".", "known")));
    assertThat(unasked(list)).containsExactly("f", "implied/f", "known/f");
  }

  @Test
  void onlyFewBytes() {
    int eighth = (int) UnaskedFiles.MOST_BYTES / 8;
    FakeTree tree = FakeTree.of().with("0", new byte[8 * eighth + 1], 1);
    List<String> names = new ArrayList<>(List.of("0"));
    for (int i = 1; i <= 20; i++) {
      tree.with("f" + (100 + i), new byte[eighth], 1);
      names.add("f" + (100 + i));
    }
    FileList list =
        list(
            tree,
            new Selection.Names(
                paths(names.toArray(String[]::new)), List.of(), List.of(), List.of()));
    assertThat(unasked(list)).hasSize(8).doesNotContain("0");
  }

  @Test
  void eachIsSentOnceAndItsFirstRequestKnown() {
    FakeTree tree = FakeTree.of().with("a", SMALL, 1).with("b", SMALL, 1).with("c", SMALL, 1);
    UnaskedFiles files =
        UnaskedFiles.of(
            list(tree, new Selection.Names(paths("a", "b", "c"), List.of(), List.of(), List.of())),
            false);
    files.done(files.next(), true);
    assertThat(files.wasSent(1)).as("asked for before its turn").isFalse();
    assertThat(files.next()).isEqualTo(2);
    files.done(2, true);
    assertThat(files.next()).isEqualTo(-1);
    assertThat(files.allSent()).isFalse();
    assertThat(files.wasSent(0)).isTrue();
    assertThat(files.wasSent(0)).as("asked for again").isFalse();
    assertThat(files.wasSent(2)).isTrue();
  }

  @Test
  void allAreSentWhereThereIsNone() {
    FileList list =
        list(
            FakeTree.of("d/", "l -> x"),
            new Selection.Names(paths("d", "l"), List.of(), List.of(), List.of()));
    assertThat(UnaskedFiles.of(list, true).allSent()).isTrue();
    assertThat(UnaskedFiles.NONE.allSent()).isFalse();
  }

  private static List<String> unasked(FileList list) {
    UnaskedFiles files = UnaskedFiles.of(list, true);
    List<String> names = new ArrayList<>();
    for (int index = files.next(); index >= 0; index = files.next()) {
      names.add(String.valueOf(list.entry(index)));
      files.done(index, true);
    }
    assertThat(files.allSent()).isFalse();
    return names;
  }

  private static FileList list(FakeTree tree, Selection.Names names) {
    return new ListBuilder(
            NamePlan.of(names, new Origin(tree, BytePath.ROOT)),
            new ListOptions(true, false, true, ListOptions.Exclusion.NONE, null),
            new PushOutcome(PushRequest.SILENT, Set.of()))
        .single();
  }

  private static List<BytePath> paths(String... names) {
    return Stream.of(names).map(BytePath::of).toList();
  }
}
