package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;

/**
 * Which names of a source tree are one file (or one symlink, or one device): the daemon links names
 * only if they come in one session (02-filelist, section 3.6). Only files with more than one link
 * are in it. Bounded: when it is full it starts anew; a search then adds only the names that it is
 * for. Safe for use by several threads.
 */
final class HardLinkIndex {
  private final int limit;
  private final Map<Inode, Set<BytePath>> names = new HashMap<>();
  private int size;

  /** Files whose names are not all known, with their number of links. */
  private final Map<Inode, Integer> wanted = new HashMap<>();

  /** Those of them that a search did not find all names of: one may have been moved past it. */
  private final Set<Inode> missed = new HashSet<>();

  /** Files that two searches did not find all names of: the others lie outside the tree. */
  private final Map<Inode, Integer> outside = new HashMap<>();

  /** Whether names were forgotten since the search began: then it says nothing about the rest. */
  private boolean startedAnew;

  private record Inode(long device, long number) {}

  /**
   * An empty index.
   *
   * @param limit most names it holds
   */
  HardLinkIndex(int limit) {
    this.limit = limit;
  }

  /** Notes a name of a file with several links, symlinks and devices included. */
  synchronized void note(BytePath path, FileStat stat) {
    if (size >= limit) {
      names.clear();
      size = 0;
      startedAnew = true;
    }
    add(path, stat);
  }

  private void add(BytePath path, FileStat stat) {
    if (names.computeIfAbsent(inode(stat), i -> new LinkedHashSet<>(2)).add(path)) {
      size++;
    }
  }

  /**
   * The other names of a file, each looked at again; ones that went are forgotten.
   *
   * @param stat of the path, just taken
   */
  synchronized List<BytePath> others(SourceTree tree, BytePath path, FileStat stat) {
    note(path, stat);
    Inode inode = inode(stat);
    List<BytePath> others = new ArrayList<>();
    Set<BytePath> known = names.getOrDefault(inode, Set.of());
    for (BytePath other : List.copyOf(known)) {
      if (other.equals(path)) {
        continue;
      }
      if (isSame(tree, other, inode)) {
        others.add(other);
      } else {
        known.remove(other);
        size--;
      }
    }
    Integer searched = outside.get(inode);
    if (others.size() + 1 < stat.links() && (searched == null || searched != stat.links())) {
      if (wanted.size() < limit) {
        wanted.put(inode, stat.links());
      }
    }
    return others;
  }

  /** Whether a search of the whole tree would find something. */
  synchronized boolean isSearchWanted() {
    return !wanted.isEmpty();
  }

  /** A search of the whole tree begins. */
  synchronized void beginSearch() {
    startedAnew = false;
  }

  /** The search found a name of a file with several links. */
  synchronized void found(BytePath path, FileStat stat) {
    if (size < limit || wanted.containsKey(inode(stat))) {
      add(path, stat);
    }
  }

  /**
   * A search ended: it told every name in the tree but those that were moved meanwhile. For what it
   * did not find, another one is wanted.
   *
   * @return the names of the files that were searched for
   */
  synchronized List<BytePath> searched() {
    List<BytePath> found = new ArrayList<>();
    Map<Inode, Integer> again = new HashMap<>();
    wanted.forEach(
        (inode, links) -> {
          Set<BytePath> known = names.getOrDefault(inode, Set.of());
          found.addAll(known);
          if (known.size() < links && missed.add(inode)) {
            again.put(inode, links);
          } else {
            missed.remove(inode);
            if (known.size() < links && !startedAnew && outside.size() < limit) {
              outside.put(inode, links);
            }
          }
        });
    wanted.clear();
    wanted.putAll(again);
    return found;
  }

  private static boolean isSame(SourceTree tree, BytePath path, Inode inode) {
    try {
      FileStat now = tree.lstat(path);
      return !now.isDirectory() && inode(now).equals(inode);
    } catch (PosixException e) {
      return false;
    }
  }

  private static Inode inode(FileStat stat) {
    return new Inode(stat.device(), stat.inode());
  }
}
