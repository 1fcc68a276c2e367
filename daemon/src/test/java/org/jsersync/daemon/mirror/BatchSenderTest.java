package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.watcher.DirectoryFilter;
import org.junit.jupiter.api.Test;

class BatchSenderTest {
  private static final Lane ALONE = new Lane() {};
  private static final BytePath F = BytePath.of("f");

  private final List<ModelTree> opened = new ArrayList<>();
  private final List<SourceTree> pushed = new ArrayList<>();
  private int pushedBySchedule;
  private int mountedDevice = 1;
  private final RootGuard guard = new RootGuard(this::open);
  private final BatchSender sender =
      new BatchSender(
          guard,
          this::push,
          this::pushBySchedule,
          new BatchPlanner.Rules(DirectoryFilter.NONE, true, true, null, 10, 10, false, false),
          new RecentlySent(),
          () -> 0);

  @Test
  void everySessionOfABatchPushesTheDirectoryThatWasGuarded() {
    sender.send(
        List.of(
            new Dirty(BytePath.of("f"), What.CONTENT, 0), new Dirty(BytePath.ROOT, What.TREE, 0)),
        ALONE);

    assertThat(pushed).hasSize(2).allMatch(tree -> tree == opened.getFirst());
    assertThat(opened).hasSize(1);
  }

  @Test
  void whatIsGoneBelowAnUnmountedFileSystemStaysPendingUntilItIsBack() {
    Dirty gone = new Dirty(BytePath.of("mnt/f"), What.CONTENT, 0);
    guard.unmounted(BytePath.of("mnt"));

    Outcome outcome = sender.send(List.of(gone), ALONE);
    assertThat(pushed).isEmpty();
    assertThat(outcome.confirmed()).isEmpty();
    assertThat(outcome.later()).extracting(Outcome.Later::change).containsExactly(gone);

    mountedDevice = 2;
    assertThat(sender.send(List.of(gone), ALONE).confirmed()).containsExactly(gone);
  }

  @Test
  void whatABatchSentItselfIsNotInDoubt() {
    Dirty content = new Dirty(BytePath.of("f"), What.CONTENT, 0);
    Dirty everything = new Dirty(BytePath.ROOT, What.TREE, 0);

    assertThat(sender.send(List.of(content, everything), ALONE).found()).isEmpty();
    assertThat(sender.send(List.of(everything), ALONE).found()).containsExactly(content);
  }

  @Test
  void aComparisonByScheduleHasItsOwnOptionsAndPutsNothingInDoubt() {
    Dirty content = new Dirty(BytePath.of("f"), What.CONTENT, 0);
    Dirty everything = new Dirty(BytePath.ROOT, What.TREE, 0);
    sender.send(List.of(content), ALONE);
    Lane scheduled =
        new Lane() {
          @Override
          public boolean isScheduled() {
            return true;
          }
        };

    assertThat(sender.send(List.of(everything), scheduled).found()).isEmpty();
    assertThat(pushed).hasSize(1);
    assertThat(pushedBySchedule).isEqualTo(1);
  }

  /** Each time that the path is opened, another directory stands there. */
  private SourceTree open() {
    ModelTree tree = new ModelTree();
    tree.items.put(BytePath.of("f"), new ModelTree.Item(false, 1, 1, 1, 5));
    tree.items.put(BytePath.of("mnt"), new ModelTree.Item(true, 1, 0, 1, 6));
    tree.devices.put(BytePath.of("mnt"), mountedDevice);
    opened.add(tree);
    return tree;
  }

  private PushReport pushBySchedule(
      SourceTree source, Selection selection, PushMode mode, boolean delete, Pusher.Sink sink) {
    pushedBySchedule++;
    return new PushReport(null, 0, Set.of(), Map.of(), Set.of(), Set.of(), ModelRemote.NO_STATS);
  }

  private PushReport push(
      SourceTree source, Selection selection, PushMode mode, boolean delete, Pusher.Sink sink) {
    pushed.add(source);
    if (selection instanceof Selection.Names names && names.present().contains(F)) {
      sink.sent(F);
    }
    return new PushReport(null, 0, Set.of(), Map.of(), Set.of(), Set.of(), ModelRemote.NO_STATS);
  }
}
