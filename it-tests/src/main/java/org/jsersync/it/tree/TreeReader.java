package org.jsersync.it.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsersync.it.parts.Command;

/**
 * Reads a tree with find, stat and sha256sum. A file that vanishes in between shows up with the
 * hash "?": then the tree is not at rest, and equals nothing.
 */
final class TreeReader {
  private static final String MUNGED = "/rsyncd-munged/";

  private final Path root;
  private final Map<String, FakeSuper> fakeSuper;
  private final boolean munged;

  /**
   * A reader of one tree.
   *
   * @param root its top directory
   * @param fakeSuper what extended attributes say, by name
   * @param munged whether a server has put a prefix in front of symlink targets
   */
  TreeReader(Path root, Map<String, FakeSuper> fakeSuper, boolean munged) {
    this.root = root;
    this.fakeSuper = fakeSuper;
    this.munged = munged;
  }

  /** What find tells of one name; the path starts with "./", the time has ten decimals. */
  private record Found(
      String path,
      String type,
      String mode,
      String owner,
      String time,
      long size,
      String inode,
      String target) {
    static Found of(List<String> f) {
      return new Found(
          f.get(0),
          f.get(1),
          f.get(2),
          f.get(3),
          f.get(4),
          Long.parseLong(f.get(5)),
          f.get(6),
          f.get(7));
    }

    String name() {
      return path.equals(".") ? "." : path.substring(2);
    }

    String nanos() {
      return time.substring(0, time.indexOf('.') + 10);
    }
  }

  /** The tree as it stands; without a name where the top directory is missing. */
  TreeState read() {
    if (!Files.isDirectory(root)) {
      return new TreeState(new TreeMap<>());
    }
    List<Found> names = find();
    Map<String, String> groups = linkGroups(names);
    Map<String, String> hashes = hashes();
    Map<String, String> devices = devices();
    Map<String, String> targets = storedTargets(names);
    SortedMap<String, TreeEntry> entries = new TreeMap<>();
    for (Found found : names) {
      FakeSuper fake = fakeSuper.get(found.name());
      String type = fake == null ? found.type : fake.type();
      String content =
          switch (type) {
            case "f" -> found.size + " " + hashes.getOrDefault(found.path, "?");
            case "l" -> "-> " + unmunged(targets.getOrDefault(found.path, found.target));
            case "b", "c" -> fake == null ? devices.getOrDefault(found.path, "?") : fake.device();
            default -> "";
          };
      entries.put(
          found.name(),
          new TreeEntry(
              type,
              fake == null ? found.mode : fake.permissions(),
              fake == null ? found.owner : fake.owner(),
              found.nanos(),
              content,
              groups.getOrDefault(found.inode, "")));
    }
    return new TreeState(entries);
  }

  private List<Found> find() {
    List<String> fields = records("find . -printf '%p\\0%y\\0%m\\0%U:%G\\0%T@\\0%s\\0%i\\0%l\\0'");
    List<Found> found = new ArrayList<>();
    for (int i = 0; i + 8 <= fields.size(); i += 8) {
      found.add(Found.of(fields.subList(i, i + 8)));
    }
    return found;
  }

  /** Inode to the first name, for inodes with several. */
  private static Map<String, String> linkGroups(List<Found> names) {
    Map<String, List<String>> byInode = new HashMap<>();
    for (Found found : names) {
      byInode.computeIfAbsent(found.inode, _ -> new ArrayList<>()).add(found.name());
    }
    Map<String, String> first = new HashMap<>();
    byInode.forEach(
        (inode, group) -> {
          if (group.size() > 1) {
            first.put(inode, Collections.min(group));
          }
        });
    return first;
  }

  private Map<String, String> hashes() {
    Map<String, String> found = new HashMap<>();
    for (String line : records("find . -type f -print0 | xargs -0r sha256sum -z")) {
      found.put(line.substring(66), line.substring(0, 64));
    }
    return found;
  }

  private Map<String, String> devices() {
    List<String> fields =
        records("find . \\( -type b -o -type c \\) -exec stat --printf '%n\\0%Hr,%Lr\\0' {} +");
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      found.put(fields.get(i), fields.get(i + 1));
    }
    return found;
  }

  /** With fake super a symlink is a file that holds its target. */
  private Map<String, String> storedTargets(List<Found> names) {
    List<Found> links = new ArrayList<>();
    StringBuilder paths = new StringBuilder();
    for (Found found : names) {
      FakeSuper fake = fakeSuper.get(found.name());
      if (fake != null && fake.type().equals("l") && found.type.equals("f")) {
        links.add(found);
        paths.append(found.path).append('\0');
      }
    }
    String texts = output("xargs -0r cat", paths.toString());
    Map<String, String> targets = new HashMap<>();
    int start = 0;
    for (Found link : links) {
      int end = (int) Math.min(texts.length(), start + link.size);
      targets.put(link.path, texts.substring(start, end));
      start = end;
    }
    return targets;
  }

  private String unmunged(String target) {
    return munged && target.startsWith(MUNGED) ? target.substring(MUNGED.length()) : target;
  }

  private List<String> records(String script) {
    List<String> records = new ArrayList<>();
    String text = output(script, "");
    int start = 0;
    for (int end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', start)) {
      records.add(text.substring(start, end));
      start = end + 1;
    }
    return records;
  }

  private String output(String script, String input) {
    byte[] out =
        Command.of("bash", "-c", script)
            .in(root)
            .env("LC_ALL", "C")
            .input(input.getBytes(StandardCharsets.ISO_8859_1))
            .run()
            .out();
    return new String(out, StandardCharsets.ISO_8859_1);
  }
}
