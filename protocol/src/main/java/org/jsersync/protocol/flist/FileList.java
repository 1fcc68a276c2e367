package org.jsersync.protocol.flist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One list as it was sent: its entries in their common order, and the index of the first. With
 * incremental recursion the number before the first stands for the directory that it lists.
 */
public final class FileList {
  private final int first;
  private final List<FileEntry> entries;
  private final @Nullable FileEntry directory;

  FileList(int first, List<FileEntry> entries, @Nullable FileEntry directory) {
    this.first = first;
    this.entries = entries;
    this.directory = directory;
  }

  /** Index of the first entry. */
  public int first() {
    return first;
  }

  public int size() {
    return entries.size();
  }

  public List<FileEntry> entries() {
    return entries;
  }

  /** Whether an index lies in this list, counting the one before the first. */
  public boolean holds(int index) {
    return index >= first - 1 && index < first + entries.size();
  }

  /** The entry with this index; null if there is none. */
  public @Nullable FileEntry entry(int index) {
    if (index == first - 1) {
      return directory;
    }
    int at = index - first;
    return at >= 0 && at < entries.size() ? entries.get(at) : null;
  }
}
