package org.jsersync.protocol.flist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** 02-filelist, section 4.1: the rules one by one, then against a plain reading of them. */
final class EntryOrderTest {
  /** A trailing slash marks a directory. */
  private record Name(byte[] bytes, boolean directory) {
    static Name of(String text) {
      boolean directory = text.endsWith("/");
      String name = directory ? text.substring(0, text.length() - 1) : text;
      return new Name(name.getBytes(StandardCharsets.ISO_8859_1), directory);
    }

    @Override
    public String toString() {
      return new String(bytes, StandardCharsets.ISO_8859_1) + (directory ? "/" : "");
    }
  }

  private static final Comparator<Name> ORDER =
      (a, b) -> EntryOrder.compare(a.bytes, a.directory, b.bytes, b.directory);

  @Test
  void sortsTheDotFirstThenFilesThenDirectoriesWithTheirContents() {
    assertThat(
            sorted(
                "beta/", "alpha/", "a0/", "a/", "a.b/", "a-b/", "one.txt", "link", "./", "a/x",
                "a/d/", "a/d/y", "zz", "a-b/q"))
        .containsExactly(
            "./", "link", "one.txt", "zz", "a-b/", "a-b/q", "a.b/", "a/", "a/x", "a/d/", "a/d/y",
            "a0/", "alpha/", "beta/");
  }

  @Test
  void comparesUnsignedBytesShorterFirst() {
    assertThat(sorted("\u00ff", "\u0080", "\u0001", "a", "aa", "~", " "))
        .containsExactly("\u0001", " ", "a", "aa", "~", "\u0080", "\u00ff");
  }

  @Test
  void agreesWithTheRulesReadPlainly() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab.-/\u0001\u00ff~0";
    for (int round = 0; round < 50_000; round++) {
      Name a = randomName(random, alphabet);
      Name b = randomName(random, alphabet);
      assertThat(Integer.signum(ORDER.compare(a, b)))
          .as("seed %d: %s against %s", seed, a, b)
          .isEqualTo(Integer.signum(plain(a, b)));
    }
  }

  private static Name randomName(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    int components = 1 + random.nextInt(3);
    for (int c = 0; c < components; c++) {
      if (c > 0) {
        text.append('/');
      }
      int length = 1 + random.nextInt(2);
      for (int i = 0; i < length; i++) {
        char next;
        do {
          next = alphabet.charAt(random.nextInt(alphabet.length()));
        } while (next == '/');
        text.append(next);
      }
      if (text.toString().endsWith("/.") || text.toString().equals(".")) {
        text.append('x');
      }
    }
    return Name.of(text + (random.nextBoolean() ? "/" : ""));
  }

  private static int plain(Name a, Name b) {
    String[] as = new String(a.bytes, StandardCharsets.ISO_8859_1).split("/", -1);
    String[] bs = new String(b.bytes, StandardCharsets.ISO_8859_1).split("/", -1);
    for (int i = 0; i < Math.min(as.length, bs.length); i++) {
      boolean aDir = i < as.length - 1 || a.directory;
      boolean bDir = i < bs.length - 1 || b.directory;
      if (aDir != bDir) {
        return aDir ? 1 : -1;
      }
      int order = aDir ? (as[i] + "/").compareTo(bs[i] + "/") : as[i].compareTo(bs[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(as.length, bs.length);
  }

  private static List<String> sorted(String... names) {
    List<Name> list = new ArrayList<>();
    for (String name : names) {
      list.add(Name.of(name));
    }
    list.sort(ORDER);
    return list.stream().map(Name::toString).toList();
  }
}
