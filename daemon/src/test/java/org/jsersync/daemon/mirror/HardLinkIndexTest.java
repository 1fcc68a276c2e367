package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.junit.jupiter.api.Test;

class HardLinkIndexTest {
  private final ModelTree disk = new ModelTree();
  private final HardLinkIndex index = new HardLinkIndex(4);

  @Test
  void aSearchFindsWhatIsWantedHoweverManyOtherLinksThereAre() throws PosixException {
    for (int i = 0; i < 20; i++) {
      link("a" + i, 100 + i);
    }
    link("b", 7);
    link("c", 7);
    changed("b");
    assertThat(index.isSearchWanted()).isTrue();

    search();
    assertThat(index.searched()).containsExactlyInAnyOrder(path("b"), path("c"));
  }

  @Test
  void aNameThatWasMovedPastASearchIsSearchedForOnceMore() throws PosixException {
    link("b", 7);
    changed("b");
    search();
    index.searched();
    assertThat(index.isSearchWanted()).as("it may have been moved meanwhile").isTrue();

    link("c", 7);
    search();
    assertThat(index.searched()).containsExactlyInAnyOrder(path("b"), path("c"));
    assertThat(index.isSearchWanted()).isFalse();
  }

  @Test
  void whatTwoSearchesDidNotFindIsNotInTheTree() throws PosixException {
    link("b", 7);
    for (int i = 0; i < 2; i++) {
      changed("b");
      search();
      index.searched();
    }
    assertThat(index.isSearchWanted()).isFalse();
    changed("b");
    assertThat(index.isSearchWanted()).isFalse();
  }

  @Test
  void aSearchDuringWhichNamesWereForgottenSaysNothingAboutTheRest() throws PosixException {
    link("b", 7);
    changed("b");
    search();
    index.searched();
    search();
    for (int i = 0; i < 5; i++) {
      link("new" + i, 200 + i);
      changed("new" + i);
    }
    index.searched();

    changed("b");
    assertThat(index.isSearchWanted()).as("its other name may be in the tree").isTrue();
  }

  private void search() throws PosixException {
    index.beginSearch();
    for (BytePath path : disk.below(BytePath.ROOT)) {
      index.found(path, disk.lstat(path));
    }
  }

  private void changed(String name) throws PosixException {
    index.others(disk, path(name), disk.lstat(path(name)));
  }

  private void link(String name, int inode) {
    disk.items.put(path(name), new ModelTree.Item(false, 1, 2, 0, -inode));
  }

  private static BytePath path(String name) {
    return BytePath.of(name);
  }
}
