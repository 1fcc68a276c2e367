package org.jsersync.it.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;

/**
 * What a server with {@code fake super = yes} keeps in the extended attribute {@code
 * user.rsync.%stat}: {@code mode major,minor uid:gid}, the mode in octal with its type bits.
 *
 * @param mode mode word
 * @param device {@code major,minor}
 * @param owner {@code uid:gid}
 */
record FakeSuper(int mode, String device, String owner) {
  private static final String NAME = "# file: ";
  private static final String VALUE = "user.rsync.%stat=\"";

  /** The attributes of all names below a directory that carry one. */
  static Map<String, FakeSuper> readAll(Path root) {
    Parts.program("getfattr");
    if (!Files.isDirectory(root)) {
      return Map.of();
    }
    byte[] out =
        Command.of("bash", "-c", "find . -print0 | xargs -0r getfattr -hn 'user.rsync.%stat'")
            .in(root)
            .env("LC_ALL", "C")
            .run()
            .out();
    Map<String, FakeSuper> found = new HashMap<>();
    String name = "";
    for (String line : new String(out, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (line.startsWith(NAME)) {
        name = unescape(line.substring(NAME.length()));
      } else if (line.startsWith(VALUE)) {
        found.put(name, parse(line.substring(VALUE.length(), line.length() - 1)));
      }
    }
    return found;
  }

  private static FakeSuper parse(String value) {
    String[] words = value.split(" ", -1);
    return new FakeSuper(Integer.parseInt(words[0], 8), words[1], words[2]);
  }

  /** Undoes getfattr's octal escapes of line breaks and backslashes. */
  private static String unescape(String name) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '\\') {
        plain.append((char) Integer.parseInt(name.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        plain.append(name.charAt(i));
      }
    }
    return plain.toString();
  }

  /** The permission bits, octal. */
  String permissions() {
    return Integer.toOctalString(mode & 07777);
  }

  /** find's letter for the type bits. */
  String type() {
    return switch (mode & 0170000) {
      case 0140000 -> "s";
      case 0120000 -> "l";
      case 0100000 -> "f";
      case 0060000 -> "b";
      case 0040000 -> "d";
      case 0020000 -> "c";
      case 0010000 -> "p";
      default ->
          throw new AssertionError("fake super: type of mode " + Integer.toOctalString(mode));
    };
  }
}
