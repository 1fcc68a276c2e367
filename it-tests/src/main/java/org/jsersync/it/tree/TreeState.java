package org.jsersync.it.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jsersync.protocol.file.DisplayName;

/**
 * A tree at one moment: each name, as bytes in a Latin-1 string, with all that rsync can keep. The
 * top directory itself is ".".
 */
public record TreeState(SortedMap<String, TreeEntry> entries) {
  private static final int SHOWN_DIFFERENCES = 20;

  /** A source tree: what the disk says. */
  public static TreeState of(Path root) {
    return new TreeReader(root, Map.of(), false).read();
  }

  /** A module whose server keeps owners as they are; munged symlinks are undone. */
  public static TreeState ofModule(Path root) {
    return new TreeReader(root, Map.of(), true).read();
  }

  /**
   * A module of a server with {@code fake super = yes}: where a file carries {@code
   * user.rsync.%stat} its type, mode, owner and device come from there, and munged symlinks are
   * undone.
   */
  public static TreeState ofFakeSuper(Path root) {
    return new TreeReader(root, FakeSuper.readAll(root), true).read();
  }

  /** The state without the names that do not match. */
  public TreeState filter(Predicate<String> name) {
    SortedMap<String, TreeEntry> kept = new TreeMap<>(entries);
    kept.keySet().removeIf(name.negate());
    return new TreeState(kept);
  }

  /** The same names without what a run was not asked to keep. */
  public TreeState map(UnaryOperator<TreeEntry> change) {
    SortedMap<String, TreeEntry> changed = new TreeMap<>();
    entries.forEach((name, entry) -> changed.put(name, change.apply(entry)));
    return new TreeState(changed);
  }

  /** What a run without -H keeps. */
  public TreeState withoutLinks() {
    return map(TreeEntry::withoutLinks);
  }

  /** What a run without -o and -g keeps. */
  public TreeState withoutOwners() {
    return map(TreeEntry::withoutOwner);
  }

  /** What a run without -t keeps. */
  public TreeState withoutTimes() {
    return map(TreeEntry::withoutMtime);
  }

  /** What a run without -p keeps. */
  public TreeState withoutModes() {
    return map(TreeEntry::withoutMode);
  }

  /** The part of the tree below a directory, seen from there. */
  public TreeState below(String directory) {
    String prefix = directory + "/";
    SortedMap<String, TreeEntry> part = new TreeMap<>();
    entries.forEach(
        (name, entry) -> {
          if (name.equals(directory)) {
            part.put(".", entry);
          } else if (name.startsWith(prefix)) {
            String links = entry.links();
            String group = links.startsWith(prefix) ? links.substring(prefix.length()) : links;
            part.put(
                name.substring(prefix.length()),
                new TreeEntry(
                    entry.type(),
                    entry.mode(),
                    entry.owner(),
                    entry.mtime(),
                    entry.content(),
                    group));
          }
        });
    return new TreeState(part);
  }

  /**
   * How this tree (as it should be) differs from another (as it is): one line per name and value,
   * at most twenty; empty where they are equal.
   */
  public List<String> differences(TreeState actual) {
    List<String> lines = new ArrayList<>();
    int count = 0;
    Map<String, TreeEntry> all = new TreeMap<>(entries);
    all.putAll(actual.entries);
    for (String name : all.keySet()) {
      TreeEntry wanted = entries.get(name);
      TreeEntry found = actual.entries.get(name);
      if (wanted != null && wanted.equals(found)) {
        continue;
      }
      count++;
      if (lines.size() + 3 <= SHOWN_DIFFERENCES) {
        lines.add(DisplayName.of(name.getBytes(StandardCharsets.ISO_8859_1)));
        lines.add("  wanted: " + (wanted == null ? "not there" : wanted));
        lines.add("  found:  " + (found == null ? "not there" : found));
      }
    }
    if (count > 0) {
      lines.add(count + " of " + all.size() + " names differ");
    }
    return lines;
  }
}
