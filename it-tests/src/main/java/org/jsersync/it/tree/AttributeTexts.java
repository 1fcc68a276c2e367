package org.jsersync.it.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;

/** What getfacl and getfattr say of a tree, line by line, name by name. */
public final class AttributeTexts {
  private AttributeTexts() {}

  /** Access control lists, users and groups by number. Of symlinks there are none. */
  public static List<String> acls(Path root) {
    Parts.program("getfacl");
    return lines(root, "find . ! -type l -print0 | LC_ALL=C sort -z | xargs -0r getfacl -n -p");
  }

  /** Extended attributes but for those that hold access control lists. */
  public static List<String> xattrs(Path root) {
    Parts.program("getfattr");
    return lines(
        root,
        "find . -print0 | LC_ALL=C sort -z"
            + " | xargs -0r getfattr -h -d -e hex -m '^(user|trusted|security)\\.'");
  }

  /** Both. */
  public static List<String> of(Path root) {
    List<String> all = new ArrayList<>(acls(root));
    all.addAll(xattrs(root));
    return all;
  }

  private static List<String> lines(Path root, String script) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    byte[] out = Command.of("bash", "-c", script).in(root).env("LC_ALL", "C").run().out();
    return new String(out, StandardCharsets.ISO_8859_1).lines().toList();
  }
}
