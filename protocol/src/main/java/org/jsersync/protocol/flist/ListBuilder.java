package org.jsersync.protocol.flist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the lists of what a {@link NamePlan} asks for: one in all, or, with incremental recursion,
 * one per directory, depth first, so that only what is not yet done is held (02-filelist, section
 * 5). Entries come sorted, so that the position in a list is the same when sending and when asked
 * for.
 */
public final class ListBuilder {
  /** Bit of the I/O error word: something could not be read; the receiver then deletes nothing. */
  public static final int IO_ERROR = 1;

  /** Bit of the I/O error word: something vanished. */
  public static final int IO_VANISHED = 2;

  private final Walk walk;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int nextDirectoryNumber;
  private int nextIndex;

  private record Pending(FileEntry directory, int number) {}

  public ListBuilder(NamePlan plan, ListOptions options, ListObserver observer) {
    this.walk = new Walk(plan, options, observer);
  }

  /** What went wrong so far, as the I/O error word of a list's end. */
  public int ioError() {
    return walk.ioError();
  }

  /** Everything in one list; its first index is 0. */
  public FileList single() {
    List<FileEntry> entries = new ArrayList<>();
    List<FileEntry> level = walk.topLevel();
    addAll(level, entries);
    return new FileList(0, entries, null);
  }

  private void addAll(List<FileEntry> level, List<FileEntry> out) {
    for (FileEntry entry : level) {
      out.add(entry);
      if (entry.isDirectory() && !entry.path().isEmpty()) {
        addAll(walk.children(entry), out);
      }
    }
  }

  /** The first of the incremental lists; its first index is 1. */
  public FileList first() {
    nextIndex = 1;
    List<FileEntry> level = walk.topLevel();
    boolean dot = !level.isEmpty() && level.getFirst().path().isEmpty();
    return list(level, dot ? level.getFirst() : null);
  }

  /** Whether there is a directory whose list was not made yet. */
  public boolean hasNext() {
    return !pending.isEmpty();
  }

  /** Number of the directory that {@link #next} will list. */
  public int nextDirectory() {
    return pending.getFirst().number;
  }

  /** The next of the incremental lists. */
  public FileList next() {
    Pending next = pending.removeFirst();
    return list(walk.children(next.directory), next.directory);
  }

  private FileList list(List<FileEntry> entries, @Nullable FileEntry directory) {
    FileList made = new FileList(nextIndex, entries, directory);
    nextIndex += entries.size() + 1;
    List<Pending> found = new ArrayList<>();
    for (FileEntry entry : entries) {
      if (entry.isDirectory()) {
        int number = nextDirectoryNumber++;
        if (!entry.path().isEmpty() && descends(entry)) {
          found.add(new Pending(entry, number));
        }
      }
    }
    for (int i = found.size() - 1; i >= 0; i--) {
      pending.addFirst(found.get(i));
    }
    return made;
  }

  /** Whether the receiver waits for a list of it. */
  private static boolean descends(FileEntry directory) {
    return switch (directory.kind()) {
      case CONTENT, TOP -> true;
      case IMPLIED -> directory.planned() != null;
      case NO_CONTENT, NONE -> false;
    };
  }
}
