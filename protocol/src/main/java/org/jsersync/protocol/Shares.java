package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.Side;

/**
 * A tree dealt out to several sessions: a few directories at the top by themselves, and what is
 * below them as disjoint subtrees.
 *
 * @param top directories of which only the names directly in them count; the root is the first
 * @param subtrees directories with all below, for one session each; together with {@code top} they
 *     are the whole tree
 */
record Shares(List<BytePath> top, List<List<BytePath>> subtrees) {
  /** So deep a tree is looked at for directories enough. */
  private static final int DEEPEST = 4;

  /**
   * Deals out a tree.
   *
   * @param filter subtrees that it leaves out are nobody's
   * @param sessions so many directories are enough
   * @param most so many shares at most
   */
  static Shares of(SourceTree tree, FilterRules filter, int sessions, int most) {
    List<BytePath> top = new ArrayList<>();
    List<BytePath> level = List.of(BytePath.ROOT);
    for (int depth = 0; depth < DEEPEST && level.size() < sessions; depth++) {
      List<BytePath> below = new ArrayList<>();
      level.forEach(directory -> below.addAll(directories(tree, filter, directory)));
      if (level.size() > 1 && below.size() <= level.size()) {
        break;
      }
      top.addAll(level);
      level = below;
    }
    return new Shares(List.copyOf(top), deal(level, most));
  }

  /** Those that cannot be read have none: the session that lists the directory says so. */
  private static List<BytePath> directories(
      SourceTree tree, FilterRules filter, BytePath directory) {
    List<BytePath> found = new ArrayList<>();
    try {
      tree.list(
          directory,
          (name, type) -> {
            BytePath path = directory.child(name);
            boolean is = type == 0 ? isDirectory(tree, path) : type == FileStat.DIRECTORY;
            if (is && !filter.excludes(path, true, Side.SENDER)) {
              found.add(path);
            }
          });
    } catch (PosixException e) {
      found.clear();
    }
    found.sort(null);
    return found;
  }

  private static boolean isDirectory(SourceTree tree, BytePath path) throws PosixException {
    try {
      return tree.lstat(path).isDirectory();
    } catch (PosixException e) {
      if (e.isGone()) {
        return false;
      }
      throw e;
    }
  }

  /** Neighbours go together. */
  private static List<List<BytePath>> deal(List<BytePath> directories, int most) {
    int count = Math.min(most, directories.size());
    List<List<BytePath>> shares = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) directories.size() * i / count);
      int to = (int) ((long) directories.size() * (i + 1) / count);
      shares.add(List.copyOf(directories.subList(from, to)));
    }
    return shares;
  }
}
