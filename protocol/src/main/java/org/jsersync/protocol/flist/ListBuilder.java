package org.jsersync.protocol.flist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.OpenFile;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.flist.PlanNode.Listing;
import org.jspecify.annotations.Nullable;

/**
 * Walks what a {@link NamePlan} asks for and makes the lists of it: one in all, or, with
 * incremental recursion, one per directory, depth first, so that only what is not yet done is held
 * (02-filelist, section 5). Entries come sorted, so that the position in a list is the same when
 * sending and when asked for.
 */
public final class ListBuilder {
  /** Bit of the I/O error word: something could not be read; the receiver then deletes nothing. */
  public static final int IO_ERROR = 1;

  /** Bit of the I/O error word: something vanished. */
  public static final int IO_VANISHED = 2;

  private final NamePlan plan;
  private final ListOptions options;
  private final ListObserver observer;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private int nextDirectoryNumber;
  private int nextIndex;
  private int ioError;

  private record Pending(FileEntry directory, int number) {}

  public ListBuilder(NamePlan plan, ListOptions options, ListObserver observer) {
    this.plan = plan;
    this.options = options;
    this.observer = observer;
    for (String message : plan.missing()) {
      unreadable(BytePath.ROOT, message);
    }
  }

  /** What went wrong so far, as the I/O error word of a list's end. */
  public int ioError() {
    return ioError;
  }

  /** Everything in one list; its first index is 0. */
  public FileList single() {
    List<FileEntry> entries = new ArrayList<>();
    List<FileEntry> level = topLevel();
    addAll(level, entries);
    return new FileList(0, entries, null);
  }

  private void addAll(List<FileEntry> level, List<FileEntry> out) {
    for (FileEntry entry : level) {
      out.add(entry);
      if (entry.isDirectory() && !entry.path().isEmpty()) {
        addAll(children(entry), out);
      }
    }
  }

  /** The first of the incremental lists; its first index is 1. */
  public FileList first() {
    nextIndex = 1;
    List<FileEntry> level = topLevel();
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
    return list(children(next.directory), next.directory);
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

  private List<FileEntry> topLevel() {
    PlanNode root = plan.root();
    List<FileEntry> level = new ArrayList<>();
    if (root.listing() != Listing.UNLISTED) {
      FileEntry dot = planned(BytePath.ROOT, root);
      if (dot == null) {
        return level;
      }
      level.add(dot);
      level.addAll(children(dot));
    } else {
      for (Map.Entry<byte[], PlanNode> child : root.children().entrySet()) {
        FileEntry entry = planned(BytePath.ROOT.child(child.getKey()), child.getValue());
        if (entry != null) {
          level.add(entry);
        }
      }
    }
    level.sort(EntryOrder.INSTANCE);
    return level;
  }

  private List<FileEntry> children(FileEntry directory) {
    PlanNode node = directory.planned();
    boolean all = node == null ? directory.kind() == DirectoryKind.CONTENT : scans(node.listing());
    if (!all && node == null) {
      return List.of();
    }
    List<FileEntry> found = new ArrayList<>();
    if (all) {
      for (Origin origin : directory.origins()) {
        scan(directory, origin, found);
      }
    }
    if (directory.origins().size() > 1 || (node != null && !node.children().isEmpty())) {
      Map<byte[], FileEntry> byName = merge(found);
      if (node != null) {
        addPlanned(directory, node, byName);
      }
      found = new ArrayList<>(byName.values());
    }
    found.sort(EntryOrder.INSTANCE);
    return found;
  }

  private static boolean scans(Listing listing) {
    return listing == Listing.TREE || listing == Listing.CONTENTS;
  }

  /** The first of several of one name stays; directories are united. */
  private static Map<byte[], FileEntry> merge(List<FileEntry> found) {
    Map<byte[], FileEntry> byName = new TreeMap<>(Arrays::compareUnsigned);
    for (FileEntry entry : found) {
      byName.merge(
          entry.path().name(),
          entry,
          (one, other) -> {
            if (one.isDirectory() && other.isDirectory()) {
              List<Origin> origins = new ArrayList<>(one.origins());
              origins.addAll(other.origins());
              return new FileEntry(
                  one.path(), one.stat(), one.kind(), origins, FileEntry.NO_BYTES, one.checksum());
            }
            return one;
          });
    }
    return byName;
  }

  private void addPlanned(FileEntry directory, PlanNode node, Map<byte[], FileEntry> byName) {
    for (Map.Entry<byte[], PlanNode> child : node.children().entrySet()) {
      if (!byName.containsKey(child.getKey())) {
        FileEntry entry = planned(directory.path().child(child.getKey()), child.getValue());
        if (entry != null) {
          byName.put(child.getKey(), entry);
        }
      }
    }
  }

  /** The entry of a name that was asked for; null if it is not there or left out. */
  private @Nullable FileEntry planned(BytePath path, PlanNode node) {
    Origin origin = node.origins().getFirst();
    FileStat stat;
    try {
      stat = origin.tree().lstat(origin.path());
    } catch (PosixException e) {
      if (node.top()) {
        unreadable(
            path,
            "link_stat \""
                + origin.absolute()
                + "\" failed: "
                + e.reason()
                + " ("
                + e.errno()
                + ")");
      } else if (e.isGone()) {
        vanished(origin, path);
      } else {
        unreadable(path, e.getMessage() == null ? e.reason() : e.getMessage());
      }
      return null;
    }
    boolean directory = stat.isDirectory();
    boolean asked = node.listing() != Listing.IMPLIED;
    if (asked && !path.isEmpty() && options.exclusion().excludes(path, directory)) {
      return null;
    }
    if (directory) {
      if (asked && node.top() && !options.recursive() && !options.directories()) {
        observer.skipped("skipping directory " + path);
        return null;
      }
      return entry(path, stat, kind(node), List.copyOf(node.origins()), origin, node);
    }
    return entry(path, stat, DirectoryKind.NONE, List.of(origin), origin, null);
  }

  private static DirectoryKind kind(PlanNode node) {
    return switch (node.listing()) {
      case UNLISTED, IMPLIED -> DirectoryKind.IMPLIED;
      case ENTRY -> DirectoryKind.NO_CONTENT;
      case SCOPED -> DirectoryKind.CONTENT;
      case CONTENTS, TREE -> node.top() ? DirectoryKind.TOP : DirectoryKind.CONTENT;
    };
  }

  private void scan(FileEntry directory, Origin origin, List<FileEntry> out) {
    PlanNode node = directory.planned();
    boolean shallow = node != null && node.listing() != Listing.TREE;
    // What is found then goes without its contents; what was planned may have some.
    Map<byte[], PlanNode> elsewhere = node != null && shallow ? node.children() : Map.of();
    List<byte[]> names = new ArrayList<>();
    try {
      origin
          .tree()
          .list(
              origin.path(),
              (name, _) -> {
                if (!elsewhere.containsKey(name)) {
                  names.add(name);
                }
              });
    } catch (PosixException e) {
      if (e.isGone()) {
        vanished(origin, directory.path());
      } else {
        unreadable(
            directory.path(),
            "opendir \"" + origin.absolute() + "\" failed: " + e.reason() + " (" + e.errno() + ")");
      }
      return;
    }
    for (byte[] name : names) {
      BytePath path = directory.path().child(name);
      Origin child = origin.child(name);
      FileStat stat;
      try {
        stat = child.tree().lstat(child.path());
      } catch (PosixException e) {
        if (e.isGone()) {
          vanished(child, path);
        } else {
          unreadable(
              path,
              "readlink_stat(\""
                  + child.absolute()
                  + "\") failed: "
                  + e.reason()
                  + " ("
                  + e.errno()
                  + ")");
        }
        continue;
      }
      if (options.exclusion().excludes(path, stat.isDirectory())) {
        continue;
      }
      DirectoryKind kind =
          !stat.isDirectory()
              ? DirectoryKind.NONE
              : shallow ? DirectoryKind.NO_CONTENT : DirectoryKind.CONTENT;
      FileEntry entry = entry(path, stat, kind, List.of(child), child, null);
      if (entry != null) {
        out.add(entry);
      }
    }
  }

  private @Nullable FileEntry entry(
      BytePath path,
      FileStat stat,
      DirectoryKind kind,
      List<Origin> origins,
      Origin origin,
      @Nullable PlanNode node) {
    byte[] target = FileEntry.NO_BYTES;
    byte[] digest = FileEntry.NO_BYTES;
    try {
      if (stat.isSymlink() && options.links()) {
        target = origin.tree().readLink(origin.path());
        if (target.length == 0) {
          return null;
        }
      } else if (stat.isRegular() && options.contentDigest() != null) {
        digest = digest(origin, options.contentDigest());
      }
    } catch (PosixException e) {
      if (e.isGone()) {
        vanished(origin, path);
      } else {
        unreadable(path, e.getMessage() == null ? e.reason() : e.getMessage());
      }
      return null;
    }
    FileEntry made = new FileEntry(path, stat, kind, origins, target, digest);
    if (node != null) {
      made.withPlan(node);
    }
    observer.listed(made);
    return made;
  }

  private static byte[] digest(Origin origin, org.jsersync.protocol.checksum.FileHasher hasher)
      throws PosixException {
    byte[] buffer = new byte[1 << 18];
    hasher.reset();
    try (OpenFile file = origin.tree().openFile(origin.path())) {
      for (int n = file.read(buffer, 0, buffer.length);
          n > 0;
          n = file.read(buffer, 0, buffer.length)) {
        hasher.update(buffer, 0, n);
      }
    }
    return hasher.digest();
  }

  private void vanished(Origin origin, BytePath path) {
    ioError |= IO_VANISHED;
    observer.vanished(origin, path);
  }

  private void unreadable(BytePath path, String message) {
    ioError |= IO_ERROR;
    observer.unreadable(path, message);
  }
}
