package org.jsersync.protocol.flist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.ExtendedAttributes;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.OpenFile;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/** A tree in memory. Names ending in a slash are directories, "name -> target" are symlinks. */
public final class FakeTree implements SourceTree {
  private final Map<BytePath, FileStat> stats = new TreeMap<>();
  private final Map<BytePath, byte[]> targets = new TreeMap<>();
  private final Map<BytePath, byte[]> contents = new TreeMap<>();
  private final Map<BytePath, Map<String, Deque<byte[]>>> xattrs = new TreeMap<>();
  private final Set<BytePath> unreadable = new HashSet<>();
  private final Set<BytePath> vanishing = new HashSet<>();
  private final BytePath root;

  private FakeTree(BytePath root) {
    this.root = root;
  }

  public static FakeTree of(String... names) {
    FakeTree tree = new FakeTree(BytePath.of("/source"));
    tree.put(BytePath.ROOT, FileStat.DIRECTORY | 0755, 1);
    for (String name : names) {
      if (name.endsWith("/")) {
        tree.put(BytePath.of(name), FileStat.DIRECTORY | 0755, 1);
      } else if (name.contains(" -> ")) {
        String[] parts = name.split(" -> ", 2);
        BytePath path = BytePath.of(parts[0]);
        tree.put(path, FileStat.SYMLINK | 0777, 1);
        tree.targets.put(path, parts[1].getBytes(StandardCharsets.UTF_8));
      } else {
        tree.put(BytePath.of(name), FileStat.REGULAR | 0644, 1);
      }
    }
    return tree;
  }

  private void put(BytePath path, int mode, int links) {
    stats.put(path, new FileStat(mode, 0, 0, 5, 7, 0, 7, 0, 1, stats.size() + 10, links, 0, 0));
  }

  /** A regular file with this content and these times. */
  public FakeTree with(String name, byte[] content, long mtime) {
    BytePath path = BytePath.of(name);
    contents.put(path, content);
    stats.put(
        path,
        new FileStat(
            FileStat.REGULAR | 0644, 0, 0, content.length, mtime, 0, mtime, 0, 1, 99, 1, 0, 0));
    return this;
  }

  /** What {@link #xattr} gives that cannot be read. */
  public static byte[] refused() {
    return new byte[] {'-'};
  }

  /** What {@link #xattr} gives that is there no longer. */
  public static byte[] gone() {
    return new byte[] {'!'};
  }

  /** An extended attribute of a name, with what each look at it finds; the last one stays. */
  public FakeTree xattr(String name, String attribute, byte[]... values) {
    xattrs
        .computeIfAbsent(BytePath.of(name), _ -> new LinkedHashMap<>())
        .put(attribute, new ArrayDeque<>(List.of(values)));
    return this;
  }

  @Override
  public ExtendedAttributes attributes(BytePath relative) {
    Map<String, Deque<byte[]>> all = xattrs.getOrDefault(relative, Map.of());
    return new ExtendedAttributes() {
      @Override
      public List<byte[]> names() {
        return all.keySet().stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
      }

      @Override
      public byte @Nullable [] value(byte[] attribute) throws PosixException {
        Deque<byte[]> values = all.get(new String(attribute, StandardCharsets.UTF_8));
        if (values == null) {
          return null;
        }
        byte[] now = values.size() > 1 ? values.removeFirst() : values.getFirst();
        if (Arrays.equals(now, refused())) {
          throw new PosixException(
              "lgetxattr", relative, PosixException.EACCES, "Permission denied");
        }
        return Arrays.equals(now, gone()) ? null : now;
      }
    };
  }

  /** Another file system is mounted on a directory, with what is in it. */
  FakeTree mounted(String name, long device) {
    BytePath at = BytePath.of(name);
    stats.replaceAll(
        (path, stat) ->
            path.startsWith(at)
                ? new FileStat(stat.mode(), 0, 0, 5, 7, 0, 7, 0, device, stat.inode(), 1, 0, 0)
                : stat);
    return this;
  }

  /** The name can be listed and looked at, but not opened or listed itself. */
  FakeTree unreadable(String name) {
    unreadable.add(BytePath.of(name));
    return this;
  }

  /** The name is listed, and gone when it is looked at. */
  FakeTree vanishing(String name) {
    vanishing.add(BytePath.of(name));
    return this;
  }

  @Override
  public BytePath root() {
    return root;
  }

  @Override
  public FileStat lstat(BytePath relative) throws PosixException {
    FileStat stat = stats.get(relative);
    if (stat == null || vanishing.contains(relative)) {
      throw new PosixException(
          "lstat", relative, PosixException.ENOENT, "No such file or directory");
    }
    return stat;
  }

  @Override
  public byte[] readLink(BytePath relative) {
    return targets.getOrDefault(relative, new byte[0]);
  }

  @Override
  public void list(BytePath relative, NameVisitor visitor) throws PosixException {
    if (unreadable.contains(relative)) {
      throw new PosixException("open", relative, PosixException.EACCES, "Permission denied");
    }
    lstat(relative);
    for (BytePath path : stats.keySet()) {
      if (!path.isEmpty() && relative.equals(path.parent())) {
        visitor.name(path.name(), 0);
      }
    }
  }

  @Override
  public OpenFile openFile(BytePath relative) throws PosixException {
    byte[] content = contents.get(relative);
    if (content == null || vanishing.contains(relative)) {
      throw new PosixException("open", relative, PosixException.EACCES, "Permission denied");
    }
    FileStat stat = lstat(relative);
    return new OpenFile() {
      private int position;

      @Override
      public FileStat opened() {
        return stat;
      }

      @Override
      public FileStat stat() {
        return stat;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        int n = Math.min(length, content.length - position);
        if (n <= 0) {
          return -1;
        }
        System.arraycopy(content, position, buffer, offset, n);
        position += n;
        return n;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
