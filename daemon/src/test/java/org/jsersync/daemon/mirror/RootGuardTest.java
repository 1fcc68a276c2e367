package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jsersync.daemon.mirror.RootGuard.SourceMissing;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.junit.jupiter.api.Test;

class RootGuardTest {
  private ModelTree disk = new ModelTree();
  private boolean there = true;
  private final RootGuard guard = new RootGuard(this::open);

  @Test
  void aSourceThatWasNeverSeenWithAnythingInItDeletesNothing() throws SourceMissing {
    guard.open();
    assertThat(guard.mayDelete()).isFalse();

    put(disk, "f", 5);
    guard.open();
    assertThat(guard.mayDelete()).isTrue();
    disk.remove(BytePath.of("f"));
    guard.open();
    assertThat(guard.mayDelete()).as("emptied while we watched").isTrue();
  }

  @Test
  void aMissingSourceIsNone() {
    there = false;
    assertThatThrownBy(guard::open)
        .isInstanceOf(SourceMissing.class)
        .hasMessageContaining("source is not there");
  }

  @Test
  void anotherDirectoryInItsPlaceIsNoneUntilItIsAccepted() throws SourceMissing {
    put(disk, "f", 5);
    guard.open();
    disk = new ModelTree();
    disk.items.put(BytePath.ROOT, new ModelTree.Item(true, 0, 0, 0, 99));

    assertThatThrownBy(guard::open).hasMessageContaining("another directory");
    guard.accept();
    guard.open();
    assertThat(guard.mayDelete()).as("it is empty").isFalse();
  }

  @Test
  void aBareMountPointIsNoneEvenWhenItIsAccepted() throws SourceMissing {
    put(disk, "f", 5);
    guard.open();
    ModelTree mounted = disk;
    disk = new ModelTree();
    disk.device = 2;
    put(disk, "stray", 5);

    guard.accept();
    assertThatThrownBy(guard::open).hasMessageContaining("another file system");
    assertThatThrownBy(guard::open).as("and stays so").hasMessageContaining("start anew");
    disk = mounted;
    guard.accept();
    guard.open();
    assertThat(guard.mayDelete()).isTrue();
  }

  @Test
  void whatIsMountedOverAnEmptyDirectoryIsTheSource() throws SourceMissing {
    guard.open();
    disk = new ModelTree();
    disk.device = 2;
    put(disk, "f", 5);

    guard.accept();
    guard.open();
    assertThat(guard.mayDelete()).isTrue();
  }

  @Test
  void whileAFileSystemBelowIsMissingComparisonsDeleteNothing() throws SourceMissing {
    put(disk, "mnt", 5);
    guard.open();
    guard.unmounted(BytePath.of("mnt"));
    guard.open();
    assertThat(guard.mayDelete()).isFalse();
    assertThat(guard.isUnmounted(BytePath.of("mnt/d/f"))).isTrue();
    assertThat(guard.isUnmounted(BytePath.of("mnt2/f"))).isFalse();

    disk.remove(BytePath.of("mnt"));
    put(disk, "f", 6);
    guard.open();
    assertThat(guard.mayDelete()).as("the mount point was removed").isTrue();
  }

  private static void put(ModelTree tree, String path, int inode) {
    tree.items.put(BytePath.of(path), new ModelTree.Item(false, 0, 0, 0, inode));
  }

  private ModelTree open() throws PosixException {
    if (!there) {
      throw new PosixException("open", BytePath.of("/model"), PosixException.ENOENT, "gone");
    }
    return disk;
  }
}
