package org.jsersync.daemon.mirror;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param linked files among them that have names elsewhere too, each by one of its names here
 * @param rest directories among the names that were not looked into
 * @param unreadable directories among the names that could not be read, or not wholly
 */
record SubtreeScan(
    List<BytePath> names,
    long bytes,
    List<Found> linked,
    List<BytePath> rest,
    List<Unreadable> unreadable) {

  /** A directory that could not be read. */
  record Unreadable(BytePath path, PosixException reason) {}

  /** A name and what it was. */
  record Found(BytePath path, FileStat stat) {}

  private record Inode(long device, long number) {}

  boolean finished() {
    return rest.isEmpty();
  }

  /**
   * Scans breadth first; no directory is begun once there are more names than the bound.
   *
   * @param mounts directories that are not looked into
   * @throws PosixException if the top cannot be read; what vanishes meanwhile is passed over
   */
  static SubtreeScan of(
      SourceTree tree,
      BytePath top,
      DirectoryFilter exclusion,
      OtherFileSystems mounts,
      int mostNames)
      throws PosixException {
    List<BytePath> names = new ArrayList<>();
    ArrayDeque<BytePath> directories = new ArrayDeque<>(List.of(top));
    Map<Inode, List<Found>> linked = new LinkedHashMap<>();
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
          if (!mounts.isAt(found.path())) {
            directories.add(found.path());
          }
          continue;
        }
        if (found.stat().isRegular()) {
          bytes += found.stat().size();
        }
        if (found.stat().links() > 1) {
          Inode inode = new Inode(found.stat().device(), found.stat().inode());
          linked.computeIfAbsent(inode, _ -> new ArrayList<>(2)).add(found);
        }
      }
    }
    List<Found> elsewhere =
        linked.values().stream()
            .filter(here -> here.size() < here.getFirst().stat().links())
            .map(List::getFirst)
            .toList();
    return new SubtreeScan(names, bytes, elsewhere, List.copyOf(directories), unreadable);
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
