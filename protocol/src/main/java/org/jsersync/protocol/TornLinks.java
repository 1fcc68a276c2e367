package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;

/**
 * Files with several names that different sessions listed, each of which takes them for files of
 * their own. Used by one thread at a time.
 */
final class TornLinks {
  /** Names of one file that are remembered; the contents of so many may have been sent twice. */
  private static final int MOST_TORN = 1_000;

  private static final int MOST_FILES = 100_000;

  private record Inode(long device, long inode) {}

  /** Which session had it first, and under which names. */
  private record File(int session, List<BytePath> names) {}

  private final Map<Inode, File> files = new HashMap<>();
  private final Set<BytePath> torn = new HashSet<>();
  private boolean tooMany;

  /**
   * A session lists a file that has other names.
   *
   * @param session its number
   */
  void add(int session, BytePath path, long device, long inode) {
    if (tooMany) {
      return;
    }
    File file =
        files.computeIfAbsent(new Inode(device, inode), _ -> new File(session, new ArrayList<>(2)));
    file.names.add(path);
    if (file.session != session || torn.contains(file.names.getFirst())) {
      torn.addAll(file.names);
    }
    tooMany = torn.size() > MOST_TORN || files.size() > MOST_FILES;
  }

  /** Whether a tree is not to be dealt out for the sake of its links. */
  boolean areTooMany() {
    return tooMany;
  }

  /** All known names of such files, and the directories they are in: linking moves their times. */
  List<BytePath> names() {
    Set<BytePath> names = new HashSet<>(torn);
    for (BytePath name : torn) {
      BytePath parent = name.parent();
      if (parent != null) {
        names.add(parent);
      }
    }
    return List.copyOf(names);
  }
}
