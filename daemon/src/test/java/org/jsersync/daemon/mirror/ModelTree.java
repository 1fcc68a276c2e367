package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.OpenFile;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/** A tree of names in memory, seen through the interface that the engine looks at a disk by. */
final class ModelTree implements SourceTree {
  /** The quick attribute of a large file. */
  static final int LARGE = -1;

  /**
   * A name.
   *
   * @param content a directory's is its modification time: it changes as names come and go
   * @param quick what a quick check compares; even ones are of small files, a directory has none
   * @param inode negative for one with two links
   */
  record Item(boolean directory, int content, int quick, int attributes, int inode) {
    Item withContent(int now) {
      return new Item(directory, now, quick, attributes, inode);
    }
  }

  final TreeMap<BytePath, Item> items = new TreeMap<>();

  /** The file system that all of it is on, except for mount points. */
  int device = 1;

  final Map<BytePath, Integer> devices = new HashMap<>();

  /** Directories that may not be read. */
  final Set<BytePath> unreadable = new HashSet<>();

  ModelTree() {
    items.put(BytePath.ROOT, new Item(true, 0, 0, 0, 1));
  }

  boolean isDirectory(@Nullable BytePath path) {
    Item item = path == null ? null : items.get(path);
    return item != null && item.directory();
  }

  /** The names below, without the directory itself. */
  List<BytePath> below(BytePath directory) {
    List<BytePath> below = new ArrayList<>();
    for (BytePath path : items.keySet()) {
      if (path.startsWith(directory) && !path.equals(directory)) {
        below.add(path);
      }
    }
    return below;
  }

  void remove(BytePath path) {
    items.keySet().removeAll(below(path));
    items.remove(path);
  }

  void move(BytePath from, BytePath to) {
    Map<BytePath, Item> moved = new TreeMap<>();
    for (BytePath path : below(from)) {
      moved.put(to.resolve(path.relativeTo(from)), items.get(path));
    }
    moved.put(to, items.get(from));
    remove(from);
    remove(to);
    items.putAll(moved);
  }

  void touchParent(BytePath path, int stamp) {
    BytePath parent = path.parent();
    if (parent != null && items.containsKey(parent)) {
      items.put(parent, items.get(parent).withContent(stamp));
    }
  }

  @Override
  public BytePath root() {
    return BytePath.of("/model");
  }

  @Override
  public FileStat lstat(BytePath path) throws PosixException {
    Item item = items.get(path);
    if (item == null) {
      throw new PosixException("lstat", path, PosixException.ENOENT, "No such file or directory");
    }
    int type = item.directory() ? FileStat.DIRECTORY : FileStat.REGULAR;
    long size = item.quick() == LARGE ? 9 << 20 : item.quick() % 2 == 0 ? 10 : 1 << 20;
    return new FileStat(
        type | 0644,
        0,
        0,
        size,
        item.quick(),
        0,
        0,
        0,
        devices.getOrDefault(path, device),
        item.inode(),
        item.inode() < 0 ? 2 : 1,
        0,
        0);
  }

  @Override
  public void list(BytePath directory, NameVisitor visitor) throws PosixException {
    if (!isDirectory(directory)) {
      throw new PosixException("open", directory, PosixException.ENOTDIR, "Not a directory");
    }
    if (unreadable.contains(directory)) {
      throw new PosixException("open", directory, PosixException.EACCES, "Permission denied");
    }
    for (BytePath path : below(directory)) {
      if (directory.equals(path.parent())) {
        visitor.name(path.name(), 0);
      }
    }
  }

  @Override
  public byte[] readLink(BytePath relative) {
    throw new UnsupportedOperationException();
  }

  @Override
  public OpenFile openFile(BytePath relative) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
