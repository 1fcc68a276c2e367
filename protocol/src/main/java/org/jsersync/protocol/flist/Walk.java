package org.jsersync.protocol.flist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsersync.protocol.checksum.FileHasher;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.ExtendedAttributes;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.OpenDirectory;
import org.jsersync.protocol.file.OpenFile;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.flist.PlanNode.Listing;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the disk for what a {@link NamePlan} asks for, one directory at a time: which names
 * there are, and what each of them is.
 */
final class Walk {
  private final NamePlan plan;
  private final ListOptions options;
  private final ListObserver observer;
  private final WalkErrors errors;

  Walk(NamePlan plan, ListOptions options, ListObserver observer) {
    this.plan = plan;
    this.options = options;
    this.observer = observer;
    this.errors = new WalkErrors(observer);
    for (String message : plan.missing()) {
      errors.unreadable(BytePath.ROOT, message);
    }
  }

  /** What went wrong so far, as the I/O error word of a list's end. */
  int ioError() {
    return errors.word();
  }

  /** The entries of the first list: what was asked for at the top, sorted. */
  List<FileEntry> topLevel() {
    PlanNode root = plan.root();
    List<FileEntry> level = new ArrayList<>();
    FileEntry dot = root.listing() == Listing.UNLISTED ? null : planned(BytePath.ROOT, root);
    if (dot != null) {
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

  /** The entries of a directory, sorted: what stands there and what was asked for below it. */
  List<FileEntry> children(FileEntry directory) {
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
              return one.united(origins);
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
        // A name that somebody typed was never there.
        errors.unreadable(path, WalkErrors.text(WalkErrors.linkStat(origin.absolute()), e));
      } else {
        errors.failed(origin, path, WalkErrors.linkStat(origin.absolute()), e);
      }
      return null;
    }
    if (!node.isExpected(stat)) {
      observer.vanished(origin, path);
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
      return isBeyond(stat, node, origin)
          ? mountPoint(path, stat, origin, null)
          : entry(path, stat, kind(node), List.copyOf(node.origins()), null, node);
    }
    FileStat listed = node.isRenamedFile() ? stat.withLinks(2) : stat;
    return entry(path, listed, DirectoryKind.NONE, List.of(origin), null, null);
  }

  /** Whether a directory that nobody typed is on another file system than what was. */
  private boolean isBeyond(FileStat stat, PlanNode node, Origin origin) {
    if (options.mountPoints() == MountPoints.ENTERED
        || node.top()
        || node.listing() == Listing.IMPLIED) {
      return false;
    }
    try {
      return stat.device() != origin.tree().lstat(BytePath.ROOT).device();
    } catch (PosixException e) {
      // What cannot be looked at is not entered.
      return true;
    }
  }

  private @Nullable FileEntry mountPoint(
      BytePath path, FileStat stat, Origin origin, @Nullable OpenDirectory open) {
    return options.mountPoints() == MountPoints.LISTED
        ? entry(path, stat, DirectoryKind.NO_CONTENT, List.of(origin), open, null)
        : null;
  }

  private static DirectoryKind kind(PlanNode node) {
    return switch (node.listing()) {
      case UNLISTED, IMPLIED -> DirectoryKind.IMPLIED;
      case ENTRY -> DirectoryKind.NO_CONTENT;
      case SCOPED -> DirectoryKind.CONTENT;
      case CONTENTS, TREE -> node.top() ? DirectoryKind.TOP : DirectoryKind.CONTENT;
    };
  }

  /**
   * A directory that is scanned.
   *
   * @param shallow whether what is found in it goes without its contents
   * @param device its file system's number; null if that does not matter
   */
  private record Place(FileEntry directory, boolean shallow, @Nullable Long device) {
    boolean isPlanned(byte[] name) {
      PlanNode node = directory.planned();
      return node != null && node.children().containsKey(name);
    }

    boolean isLeftBy(FileStat below) {
      return device != null && device != below.device();
    }
  }

  private void scan(FileEntry directory, Origin origin, List<FileEntry> out) {
    PlanNode node = directory.planned();
    boolean shallow = node != null && node.listing() != Listing.TREE;
    try (OpenDirectory open = origin.tree().openDirectory(origin.path())) {
      Place place = new Place(directory, shallow, device(origin));
      List<byte[]> names = new ArrayList<>();
      open.list((name, _) -> names.add(name));
      for (byte[] name : names) {
        // What was planned may have some contents, where what is found goes without.
        FileEntry entry =
            shallow && place.isPlanned(name) ? null : found(place, origin.child(name), name, open);
        if (entry != null) {
          out.add(entry);
        }
      }
    } catch (PosixException e) {
      errors.failed(origin, directory.path(), "opendir \"" + origin.absolute() + "\"", e);
    }
  }

  private @Nullable Long device(Origin origin) throws PosixException {
    return options.mountPoints() == MountPoints.ENTERED
        ? null
        : (Long) origin.tree().lstat(origin.path()).device();
  }

  /** The entry of a name that a directory holds; null if it is gone, unreadable or left out. */
  private @Nullable FileEntry found(Place place, Origin origin, byte[] name, OpenDirectory open) {
    BytePath path = place.directory().path().child(name);
    FileStat stat;
    try {
      stat = open.lstat(name);
    } catch (PosixException e) {
      errors.failed(origin, path, "readlink_stat(\"" + origin.absolute() + "\")", e);
      return null;
    }
    if (options.exclusion().excludes(path, stat.isDirectory())) {
      return null;
    }
    if (stat.isDirectory() && place.isLeftBy(stat)) {
      // What was typed and lies below it is listed with its parents.
      return place.isPlanned(name) ? null : mountPoint(path, stat, origin, open);
    }
    DirectoryKind kind =
        !stat.isDirectory()
            ? DirectoryKind.NONE
            : place.shallow() ? DirectoryKind.NO_CONTENT : DirectoryKind.CONTENT;
    return entry(path, stat, kind, List.of(origin), open, null);
  }

  private @Nullable FileEntry entry(
      BytePath path,
      FileStat stat,
      DirectoryKind kind,
      List<Origin> origins,
      @Nullable OpenDirectory open,
      @Nullable PlanNode node) {
    Origin origin = origins.getFirst();
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
      String call = stat.isSymlink() ? "readlink" : "open";
      errors.failed(origin, path, call + " \"" + origin.absolute() + "\"", e);
      return null;
    }
    FileStat listed = options.modes().apply(stat);
    FileEntry made = new FileEntry(path, listed, kind, origins, target, digest);
    if (options.attributes() != null) {
      try {
        made.withAttributes(attributes(options.attributes(), stat, origin, open));
      } catch (AttributeReader.Unreadable e) {
        errors.failed(origin, path, e.call(), e.why());
        return null;
      }
    }
    if (node != null) {
      made.withPlan(node);
    }
    observer.listed(made);
    return made;
  }

  private static EntryAttributes attributes(
      AttributeReader reader, FileStat stat, Origin origin, @Nullable OpenDirectory open)
      throws AttributeReader.Unreadable {
    ExtendedAttributes from =
        open == null
            ? origin.tree().attributes(origin.path())
            : open.attributes(origin.path().name());
    return reader.read(stat, from, origin);
  }

  private static byte[] digest(Origin origin, FileHasher hasher) throws PosixException {
    byte[] buffer = new byte[1 << 18];
    try (OpenFile file = origin.tree().openFile(origin.path())) {
      hasher.begin(file.opened().size());
      for (int n = file.read(buffer, 0, buffer.length);
          n > 0;
          n = file.read(buffer, 0, buffer.length)) {
        hasher.update(buffer, 0, n);
      }
    }
    return hasher.digest();
  }
}
