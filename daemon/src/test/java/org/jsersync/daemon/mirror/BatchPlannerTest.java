package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsersync.daemon.mirror.BatchPlan.Push;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.junit.jupiter.api.Test;

class BatchPlannerTest {
  private static final int LARGE = 1;
  private static final int SMALL = 2;

  private final ModelTree disk = new ModelTree();
  private boolean deletes = true;
  private boolean comparisonDeletes = true;
  private boolean keepsNewer;
  private boolean oneFileSystem;
  private DirectoryFilter exclusion = DirectoryFilter.NONE;
  private Set<BytePath> failing = Set.of();
  private Set<BytePath> unmounted = Set.of();
  private final HardLinkIndex links = new HardLinkIndex(100);

  @Test
  void aFileGoesWithTheDirectoriesAboveItWhoseTimesItsComingChanges() {
    directory("d");
    directory("d/e");
    file("d/e/f", SMALL);

    assertThat(plan(content("d/e/f"))).containsExactly("IGNORE_TIMES present d/e d d/e/f");
    file("top", SMALL);
    assertThat(plan(content("top"))).containsExactly("IGNORE_TIMES present . top");
  }

  @Test
  void aChmodOfALargeFileIsNotSentWithContents() {
    file("large", LARGE);
    file("small", SMALL);

    assertThat(plan(attributes("large"), attributes("small"), content("small")))
        .containsExactly("IGNORE_TIMES present . small", "QUICK_CHECK present . large");
    assertThat(plan(attributes("large"), attributes("small")))
        .containsExactly("QUICK_CHECK present . large small");
  }

  @Test
  void whatTookTheNameOfSomethingDeletedMayBeOlder() {
    keepsNewer = true;
    file("again", SMALL);
    file("changed", SMALL);
    directory("d");
    file("d/f", SMALL);

    assertThat(plan(gone("again"), content("changed"), gone("d"), content("d/f")))
        .containsExactly("REPLACE present . again complete d", "IGNORE_TIMES present . changed");
    deletes = false;
    assertThat(plan(gone("again"))).containsExactly("IGNORE_TIMES present . again");
  }

  @Test
  void ofNamesThatAreGoneTheTopmostIsDeleted() {
    directory("kept");

    assertThat(plan(gone("d/e/f"), content("d/e/g"), gone("d"), gone("kept/x")))
        .containsExactly("QUICK_CHECK present . kept absent d kept/x");
  }

  @Test
  void aNameBelowWhatIsAFileNowStandsForThatFile() {
    file("d", SMALL);

    assertThat(plan(gone("d/e/f"))).containsExactly("IGNORE_TIMES present . d");
  }

  @Test
  void aSmallSubtreeIsSentUnseenALargeOneByQuickCheck() {
    directory("few");
    file("few/f", SMALL);
    directory("many");
    for (int i = 0; i < 10; i++) {
      file("many/" + i, SMALL);
    }

    assertThat(plan(tree("few"), tree("many")))
        .containsExactly(
            "IGNORE_TIMES present . complete few", "QUICK_CHECK present . complete many");
  }

  @Test
  void aContentBelowALargeSubtreeIsAskedForBesideTheComparison() {
    directory("few");
    file("few/f", SMALL);
    directory("many");
    for (int i = 0; i < 10; i++) {
      file("many/" + i, SMALL);
    }

    assertThat(plan(tree("few"), content("few/f"), tree("many"), content("many/1")))
        .containsExactly(
            "IGNORE_TIMES present many . many/1 complete few",
            "QUICK_CHECK present . complete many");
    assertThat(plan(tree("many"), attributes("many/1"), gone("many/x")))
        .containsExactly("QUICK_CHECK present . complete many");
  }

  @Test
  void onOneFileSystemAMountPointIsAnEntryAndNothingBelowItIsMeant() {
    oneFileSystem = true;
    directory("d");
    file("d/f", SMALL);
    directory("d/m");
    file("d/m/f", SMALL);
    directory("d/m/s");
    file("d/m/s/f", SMALL);
    disk.devices.put(BytePath.of("d/m"), 77);
    disk.devices.put(BytePath.of("d/m/f"), 77);
    // Back on the first one, as by a bind mount: it is beyond all the same.

    assertThat(plan(tree("d/m"), gone("d/m"))).containsOnly("QUICK_CHECK present d d/m");
    BatchPlan plan =
        planner().plan(List.of(content("d/m/f"), gone("d/m/gone"), tree("d/m/s"), gone("d/m/s/x")));
    assertThat(plan.pushes()).isEmpty();
    assertThat(plan.settled()).as("nobody waits for it").hasSize(4);
    assertThat(plan(tree("d"))).containsExactly("IGNORE_TIMES present . complete d");
    comparisonDeletes = false;
    assertThat(plan(tree("d"))).containsExactly("IGNORE_TIMES present . d d/f d/m");
    oneFileSystem = false;
    assertThat(plan(tree("d")))
        .as("otherwise all is one")
        .hasSize(1)
        .asString()
        .contains("d/m/s/f");
  }

  @Test
  void withoutDeletionsNothingIsAbsentAndSubtreesGoNameByName() {
    deletes = false;
    directory("d");
    file("d/f", SMALL);

    assertThat(plan(gone("x"), tree("d"))).containsExactly("IGNORE_TIMES present . d d/f");
  }

  @Test
  void whenOnlyToldDeletionsCountAComparisonDeletesNothing() {
    comparisonDeletes = false;
    directory("compared");
    directory("replaced");

    assertThat(plan(tree("compared"), gone("replaced"), gone("x")))
        .containsExactly("IGNORE_TIMES present . compared absent x complete replaced");
  }

  @Test
  void aLargeSubtreeWithoutDeletionsGoesPieceByPiece() {
    deletes = false;
    directory("d");
    for (int i = 0; i < 10; i++) {
      directory("d/" + i);
      file("d/" + i + "/f", SMALL);
    }
    BatchPlan plan = planner().plan(List.of(tree("d")));

    assertThat(plan.more()).hasSize(10).allMatch(more -> more.what() == What.TREE);
    assertThat(shown(plan.pushes().getFirst())).startsWith("QUICK_CHECK present . d d/0 d/1");
  }

  @Test
  void aDirectoryThatCannotBeReadWithholdsNothingBesideIt() {
    deletes = false;
    directory("d");
    directory("d/closed");
    file("d/f", SMALL);
    disk.unreadable.add(BytePath.of("d/closed"));
    BatchPlan plan = planner().plan(List.of(tree("d")));

    assertThat(shown(plan.pushes().getFirst())).isEqualTo("IGNORE_TIMES present . d d/closed d/f");
    assertThat(plan.unreadable())
        .extracting(BatchPlan.Unreadable::change)
        .containsExactly(tree("d/closed"));
  }

  @Test
  void aSubtreeThatTheDaemonIsToCompareIsGivenToIt() {
    directory("d");
    directory("d/closed");
    disk.unreadable.add(BytePath.of("d/closed"));
    BatchPlan plan = planner().plan(List.of(tree("d")));

    assertThat(shown(plan.pushes().getFirst())).isEqualTo("IGNORE_TIMES present . complete d");
    assertThat(plan.unreadable()).as("the push tells").isEmpty();
  }

  @Test
  void excludedNamesAreLeftAloneWhetherTheyAreThereOrNot() {
    exclusion = (path, directory) -> path.toString().equals("cache");
    directory("cache");
    file("cache/f", SMALL);

    assertThat(plan(content("cache/f"), gone("cache/g"), tree("cache"))).isEmpty();
    disk.remove(BytePath.of("cache"));
    assertThat(plan(gone("cache"))).isEmpty();
    assertThat(planner().plan(List.of(gone("cache"))).settled()).hasSize(1);
  }

  @Test
  void whatMayOnlyBeUnmountedIsNeitherDeletedNorSettled() {
    unmounted = Set.of(BytePath.of("mnt/f"), BytePath.of("mnt/d"));
    directory("mnt");
    directory("mnt/d");
    file("mnt/d/stray", SMALL);
    BatchPlan plan = planner().plan(List.of(content("mnt/f"), gone("mnt/d"), gone("x")));

    assertThat(plan.withheld()).containsExactly(content("mnt/f"), gone("mnt/d"));
    assertThat(plan.pushes())
        .extracting(BatchPlannerTest::shown)
        .containsExactly("QUICK_CHECK present . absent x");
  }

  @Test
  void whatIsGoneMayHaveBeenWhatTheFilterDoesNotExclude() {
    exclusion = (path, directory) -> directory;
    directory("d");

    assertThat(plan(tree("d"), gone("f"))).containsExactly("QUICK_CHECK present . absent f");
  }

  @Test
  void theWholeSourceGoesLastAndByItself() {
    file("f", SMALL);
    List<Push> pushes = planner().plan(List.of(tree("."), gone("x"))).pushes();

    assertThat(shown(pushes.getFirst())).isEqualTo("QUICK_CHECK present . absent x");
    assertThat(pushes.getLast().selection()).isInstanceOf(Selection.Contents.class);
  }

  @Test
  void aDirectoryThatKeepsFailingIsNotListedForTheSakeOfItsFiles() {
    failing = Set.of(BytePath.ROOT);
    file("f", SMALL);

    assertThat(plan(content("f"))).containsExactly("IGNORE_TIMES present f");
  }

  @Test
  void theOtherNamesOfAHardLinkedFileGoInTheSameSession() {
    linked("f", 7);
    linked("g", 7);
    linked("h", 8);

    assertThat(plan(content("g"))).containsExactly("IGNORE_TIMES present . g");
    assertThat(links.isSearchWanted()).isTrue();
    assertThat(plan(content("f"))).containsExactly("IGNORE_TIMES present . f g");
    disk.remove(BytePath.of("g"));
    assertThat(plan(content("f"))).containsExactly("IGNORE_TIMES present . f");
  }

  @Test
  void theOtherNamesOfAFileInADirectoryGoWithTheDirectory() {
    linked("f", 7);
    plan(content("f"));
    directory("d");
    linked("d/g", 7);

    assertThat(plan(tree("d"))).containsExactly("IGNORE_TIMES present . f complete d");
  }

  @Test
  void largeFilesAreLeftToOtherBatches() {
    file("f", SMALL);
    file("g", ModelTree.LARGE);
    assertThat(plan(content("f"), content("g"))).containsExactly("IGNORE_TIMES present . f g");

    largeAside = true;
    BatchPlan plan = planner().plan(List.of(content("f"), content("g")));
    assertThat(plan.large()).containsExactly(content("g"));
    assertThat(plan(content("f"), content("g"))).containsExactly("IGNORE_TIMES present . f");
  }

  @Test
  void linksWaitWhereAnotherBatchCarriesLinks() {
    linked("f", 7);
    directory("d");
    linked("d/g", 7);
    file("h", SMALL);
    mayLink = false;

    BatchPlan plan = planner().plan(List.of(content("f"), tree("d"), content("h")));
    assertThat(plan.links()).containsExactly(content("f"), tree("d"));
    assertThat(plan.pushes()).hasSize(1);
  }

  @Test
  void aFileThatAMovedDirectoryBroughtGoesWithItThoughAnotherTookItsOldName() {
    directory("e");
    file("e/f", SMALL);
    directory("d");
    file("d/f", SMALL);

    BatchPlan plan = planner().plan(List.of(move("d", "e"), move("g", "d/f")));
    assertThat(plan.pushes())
        .extracting(BatchPlannerTest::renames)
        .containsExactly(List.of("d -> e", "d/f -> e/f"), List.of("g -> d/f"));
  }

  @Test
  void contentBelowADirectoryWaitsForTheRenameThatItIsPartOf() {
    directory("e");
    for (String name : List.of("a", "b", "c", "d", "x")) {
      directory("e/" + name);
      file("e/" + name + "/f", SMALL);
      file("e/" + name + "/g", SMALL);
      file("e/" + name + "/h", SMALL);
    }

    BatchPlan plan = planner().plan(List.of(move("d", "e"), content("e/x/f")));
    assertThat(plan.more()).contains(move("d/x", "e/x"), content("e/x/f"));
  }

  @Test
  void anOldNameBelowThatOfAFileIsNone() {
    file("c", SMALL);
    file("b", SMALL);
    directory("a");
    directory("a/c");

    BatchPlan plan = planner().plan(List.of(move("a", "c"), move("a/c/a", "b")));
    assertThat(plan.pushes())
        .extracting(BatchPlannerTest::renames)
        .containsExactly(List.of("a -> c"), List.of());
    assertThat(shown(plan.pushes().getLast())).isEqualTo("IGNORE_TIMES present . b");
  }

  private static List<String> renames(Push push) {
    return ((Selection.Names) push.selection())
        .renames().stream().map(rename -> rename.from() + " -> " + rename.to()).toList();
  }

  private static Dirty move(String from, String to) {
    return new Dirty(BytePath.of(to), What.ATTRIBUTES, 0, BytePath.of(from));
  }

  private void file(String path, int quick) {
    disk.items.put(BytePath.of(path), new ModelTree.Item(false, 1, quick, 0, 0));
  }

  private void linked(String path, int inode) {
    disk.items.put(BytePath.of(path), new ModelTree.Item(false, 1, SMALL, 0, -inode));
  }

  private void directory(String path) {
    disk.items.put(BytePath.of(path), new ModelTree.Item(true, 1, 0, 0, 0));
  }

  private static Dirty content(String path) {
    return new Dirty(BytePath.of(path), What.CONTENT, 0);
  }

  private static Dirty attributes(String path) {
    return new Dirty(BytePath.of(path), What.ATTRIBUTES, 0);
  }

  private static Dirty gone(String path) {
    return new Dirty(BytePath.of(path), What.GONE, 0);
  }

  private static Dirty tree(String path) {
    return new Dirty(BytePath.of(path), What.TREE, 0);
  }

  private boolean largeAside;
  private boolean mayLink = true;
  private boolean synced = true;
  private final Lane lane =
      new Lane() {
        @Override
        public boolean isFailing(BytePath path) {
          return failing.contains(path);
        }

        @Override
        public boolean isSynced() {
          return synced;
        }

        @Override
        public boolean setsLargeAside() {
          return largeAside;
        }

        @Override
        public boolean link(List<BytePath> others) {
          return mayLink;
        }
      };

  private BatchPlanner planner() {
    BatchPlanner.Rules rules =
        new BatchPlanner.Rules(
            exclusion, deletes, comparisonDeletes, links, 5, 10, keepsNewer, oneFileSystem);
    return new BatchPlanner(disk, rules, lane, path -> unmounted.contains(path));
  }

  private List<String> plan(Dirty... batch) {
    return planner().plan(List.of(batch)).pushes().stream().map(BatchPlannerTest::shown).toList();
  }

  @Test
  void parentsStandThereUnlessSomethingAboveOrInThemIsNew() {
    directory("old");
    file("old/f", SMALL);
    directory("new");
    directory("new/sub");
    file("new/sub/f", SMALL);
    Push push =
        planner()
            .plan(List.of(content("old/f"), attributes("new"), content("new/sub/f")))
            .pushes()
            .getFirst();
    Selection.Names names = (Selection.Names) push.selection();
    assertThat(names.parents()).map(BytePath::toString).containsExactlyInAnyOrder(".", "old");
    assertThat(names.present())
        .map(BytePath::toString)
        .containsExactlyInAnyOrder("new", "new/sub", "old/f", "new/sub/f");
  }

  @Test
  void beforeEverythingWasComparedNoParentIsTakenToStandThere() {
    directory("old");
    file("old/f", SMALL);
    synced = false;
    Push push = planner().plan(List.of(content("old/f"))).pushes().getFirst();
    Selection.Names names = (Selection.Names) push.selection();
    assertThat(names.parents()).isEmpty();
    assertThat(names.present()).map(BytePath::toString).containsExactly("old", "old/f");
  }

  private static String shown(Push push) {
    Selection.Names names = (Selection.Names) push.selection();
    List<String> words = new ArrayList<>(List.of(push.mode().toString()));
    List<BytePath> present = new ArrayList<>(names.parents());
    present.addAll(names.present());
    show(words, "present", present);
    show(words, "absent", names.absent());
    show(words, "complete", names.complete());
    return String.join(" ", words);
  }

  private static void show(List<String> words, String list, List<BytePath> paths) {
    if (!paths.isEmpty()) {
      words.add(list);
      paths.forEach(path -> words.add(path.toString()));
    }
  }
}
