package org.jsersync.daemon.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.watcher.DirectoryFilter;

/**
 * What stands below a directory, as far as a bound allows.
 *
 * @param names below the directory, without itself; parents before children
 * @param bytes content of the regular files among them
 * @param rest directories among the names that were not looked into
 * @param unreadable directories among the names that could not be read, or not wholly
 */
record SubtreeScan(
    List<BytePath> names, long bytes, List<BytePath> rest, List<Unreadable> unreadable) {

  /** A directory that could not be read. */
  record Unreadable(BytePath path, PosixException reason) {}

  private record Found(BytePath path, FileStat stat) {}

  boolean finished() {
    return rest.isEmpty();
  }

  /**
   * Scans breadth first; no directory is begun once there are more names than the bound.
   *
   * @throws PosixException if the top cannot be read; what vanishes meanwhile is passed over
   */
  static SubtreeScan of(SourceTree tree, BytePath top, DirectoryFilter exclusion, int mostNames)
      throws PosixException {
    List<BytePath> names = new ArrayList<>();
    ArrayDeque<BytePath> directories = new ArrayDeque<>(List.of(top));
    List<Unreadable> unreadable = new ArrayList<>();
    long bytes = 0;
    while (!directories.isEmpty() && names.size() <= mostNames) {
      BytePath directory = directories.remove();
      List<Found> children = new ArrayList<>();
      try {
        addChildren(children, tree, directory);
      } catch (PosixException e) {
        if (directory.equals(top)) {
          throw e;
        }
        unreadable.add(new Unreadable(directory, e));
      }
      for (Found found : children) {
        if (exclusion.excluded(found.path(), found.stat().isDirectory())) {
          continue;
        }
        names.add(found.path());
        if (found.stat().isDirectory()) {
          directories.add(found.path());
        } else if (found.stat().isRegular()) {
          bytes += found.stat().size();
        }
      }
    }
    return new SubtreeScan(names, bytes, List.copyOf(directories), unreadable);
  }

  private static void addChildren(List<Found> children, SourceTree tree, BytePath directory)
      throws PosixException {
    List<BytePath> paths = new ArrayList<>();
    try {
      tree.list(directory, (name, type) -> paths.add(directory.child(name)));
      for (BytePath path : paths) {
        addChild(children, tree, path);
      }
    } catch (PosixException e) {
      if (!e.isGone()) {
        throw e;
      }
    }
  }

  private static void addChild(List<Found> children, SourceTree tree, BytePath path)
      throws PosixException {
    try {
      children.add(new Found(path, tree.lstat(path)));
    } catch (PosixException e) {
      if (!e.isGone()) {
        throw e;
      }
    }
  }
}
