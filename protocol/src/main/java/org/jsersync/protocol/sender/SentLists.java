package org.jsersync.protocol.sender;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.FileList;
import org.jsersync.protocol.flist.XattrSet;
import org.jspecify.annotations.Nullable;

/**
 * The lists that the generator has not finished, oldest first. The last one finished stays until
 * another takes its place, since a redo may still name its entries.
 */
final class SentLists {
  private final Deque<FileList> open = new ArrayDeque<>();
  private @Nullable FileList last;
  private int entries;

  void add(FileList list) {
    open.addLast(list);
    entries += list.size();
  }

  /** The oldest is finished. */
  void finishOldest() {
    FileList done = open.removeFirst();
    entries -= done.size();
    last = done;
  }

  /** Number of lists not finished. */
  int size() {
    return open.size();
  }

  /** Number of entries in them. */
  int entries() {
    return entries;
  }

  /** The entry with an index; null if no list at hand has it. */
  @Nullable FileEntry find(int index) {
    for (FileList list : open) {
      if (list.holds(index)) {
        return list.entry(index);
      }
    }
    return last != null && last.holds(index) ? last.entry(index) : null;
  }

  /** The entries at hand that were listed by this set of extended attributes. */
  List<FileEntry> sharing(XattrSet set) {
    List<FileEntry> found = new ArrayList<>();
    for (FileList list : open) {
      addSharing(list, set, found);
    }
    if (last != null) {
      addSharing(last, set, found);
    }
    return found;
  }

  private static void addSharing(FileList list, XattrSet set, List<FileEntry> found) {
    for (FileEntry entry : list.entries()) {
      if (entry.xattrs().isListedAs(set)) {
        found.add(entry);
      }
    }
  }

  /** Whether an index is an entry of its own, not the mark of the directory that a list is of. */
  boolean isOwnEntry(int index) {
    for (FileList list : open) {
      if (list.holds(index)) {
        return index >= list.first();
      }
    }
    return last != null && last.holds(index) && index >= last.first();
  }
}
