package org.jsersync.protocol.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jsersync.protocol.filter.RuleFixture.bytes;
import static org.jsersync.protocol.filter.RuleFixture.rules;
import static org.jsersync.protocol.filter.RuleFixture.wire;

import java.util.Random;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** Verdicts and the wire form of rule lists (05-filters, sections 2, 3 and 8). */
final class FilterRulesTest {
  private static final String[] EVERY_KIND = {
    "- foo",
    "+ bar/",
    "H hide",
    "S show",
    "P prot",
    "R risk",
    "-/ /abs/x",
    "-! neg",
    "-p per",
    "-s sonly",
    "-r ronly",
    "-sr both",
    "-x xa"
  };

  @Test
  void aPushSendsWhatConcernsTheReceiver() throws Exception {
    assertThat(wire(rules(EVERY_KIND)))
        .containsExactly(
            "- foo",
            "+ bar/",
            "-r prot",
            "+r risk",
            "-/ /abs/x",
            "-! neg",
            "-p per",
            "-r ronly",
            "-sr both",
            "-x xa");
  }

  @Test
  void withDeleteExcludedRulesWithoutASideStayHere() throws Exception {
    FilterRules rules = rules("- foo", "+ bar/", "H hide", "P prot", "-s a", "-r b", "-sr c");
    assertThat(wire(rules, true)).containsExactly("-r prot", "-r b", "-sr c");
    assertThat(wire(rules("- foo", "+ bar/"), true)).isEmpty();
  }

  @Test
  void aSideOnlyHeedsItsRules() throws Exception {
    FilterRules rules = rules("H h", "P p", "-sr b", "- n", "-x x");
    assertThat(excluded(rules, "h", Side.SENDER)).isTrue();
    assertThat(excluded(rules, "h", Side.RECEIVER)).isFalse();
    assertThat(excluded(rules, "p", Side.SENDER)).isFalse();
    assertThat(excluded(rules, "p", Side.RECEIVER)).isTrue();
    for (Side side : Side.values()) {
      assertThat(excluded(rules, "b", side)).isTrue();
      assertThat(excluded(rules, "n", side)).isTrue();
      assertThat(excluded(rules, "x", side)).isFalse();
    }
  }

  @Test
  void rulesBehindOthersDecideTheRestAndWhatIsHiddenStaysSo() throws Exception {
    FilterRules first = rules("+ a.php").hiding((path, length, directory) -> path[0] == 'h');
    FilterRules both = first.followedBy(rules("- *.php", "- b"));
    assertThat(excluded(both, "a.php", Side.SENDER)).isFalse();
    assertThat(excluded(both, "b.php", Side.SENDER)).isTrue();
    assertThat(excluded(both, "b", Side.RECEIVER)).isTrue();
    assertThat(excluded(both, "h", Side.SENDER)).isTrue();
    assertThat(wire(both)).containsExactly("+ a.php", "- *.php", "- b");
  }

  @Test
  void theRootIsNeverExcluded() throws Exception {
    assertThat(rules("- *", "- **", "-! x").excludes(BytePath.ROOT, true, Side.SENDER)).isFalse();
  }

  /** Section 3.3, with the transfer's root /ab/sc/s. */
  @Test
  void absoluteRulesLookAtTheFullPath() throws Exception {
    assertThat(inRoot("-/ s/a", "a")).isTrue();
    assertThat(inRoot("-/ sc/s/a", "a")).isTrue();
    assertThat(inRoot("-/ /ab/sc/s/a", "a")).isTrue();
    assertThat(inRoot("-/ /ab/*/s/a", "a")).isTrue();
    assertThat(inRoot("-/ s*/s/?", "a")).isTrue();
    assertThat(inRoot("-/ sc/**/a", "a")).isTrue();
    assertThat(inRoot("-/ c/s/a", "a")).isFalse();
    assertThat(inRoot("-/ /a", "a")).isFalse();
    assertThat(inRoot("-/ /sub/a.o", "sub/a.o")).isFalse();
    assertThat(inRoot("-/ x.o", "d/x.o")).isTrue();
    assertThat(inRoot("-/ **/s/a", "a")).isTrue();
    assertThat(inRoot("-/ **/ab/**", "a")).isFalse();
  }

  private static boolean inRoot(String rule, String path) throws Exception {
    return rules(rule)
        .rootedAt(BytePath.of("/ab/sc/s"))
        .excludesEffectively(BytePath.of(path), false);
  }

  @Test
  void withTheRootOfTheFileSystemAbsoluteMeansNothing() throws Exception {
    FilterRules rules = rules("-/ /a").rootedAt(BytePath.of("/"));
    assertThat(excluded(rules, "a", Side.SENDER)).isTrue();
    assertThat(excluded(rules, "b/a", Side.SENDER)).isFalse();
  }

  /** The naive matcher would need more steps than there is time. */
  @Test
  void starsDoNotMultiply() throws Exception {
    String many = "*a".repeat(30);
    String name = "a".repeat(4000);
    assertThat(excluded(rules("- " + many + "b"), name, Side.SENDER)).isFalse();
    assertThat(excluded(rules("- " + many), name, Side.SENDER)).isTrue();
    String more = "**a".repeat(200);
    assertThat(excluded(rules("- " + more + "b"), name, Side.SENDER)).isFalse();
    assertThat(excluded(rules("- " + more), name, Side.SENDER)).isTrue();
  }

  /** Around the length where a set of states no longer fits a long. */
  @Test
  void longPatternsMatchLikeShortOnes() throws Exception {
    for (int length = 58; length < 70; length++) {
      String text = "x".repeat(length);
      assertThat(excluded(rules("- ?" + text + "*"), "y" + text + "zz", Side.SENDER)).isTrue();
      assertThat(excluded(rules("- ?" + text + "*"), text + "z", Side.SENDER)).isFalse();
      assertThat(excluded(rules("- " + text + "/**"), "d/" + text + "/e/f", Side.SENDER)).isTrue();
      assertThat(excluded(rules("- " + text + "/**"), "d" + text + "/e/f", Side.SENDER)).isFalse();
    }
  }

  private static boolean excluded(FilterRules rules, String path, Side side) {
    return rules.excludes(BytePath.of(bytes(path)), false, side);
  }

  @Test
  void randomRulesAreDecidedAsTheReferenceDecidesThem() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      int count = 1 + random.nextInt(3);
      String[] texts = new String[count];
      for (int i = 0; i < count; i++) {
        texts[i] = (random.nextBoolean() ? "-" : "+") + modifiers(random) + " " + pattern(random);
      }
      FilterRules rules = rules(texts).rootedAt(BytePath.of("/a/b"));
      for (int i = 0; i < 10; i++) {
        String path = path(random);
        boolean directory = random.nextBoolean();
        assertThat(rules.excludes(BytePath.of(bytes(path)), directory, Side.SENDER))
            .as("seed %d: %s on %s, directory: %s", seed, rules, path, directory)
            .isEqualTo(ReferenceMatcher.excludes(texts, "a/b/", path, directory));
      }
    }
  }

  private static String modifiers(Random random) {
    return (random.nextInt(4) == 0 ? "!" : "") + (random.nextInt(4) == 0 ? "/" : "");
  }

  private static String pattern(Random random) {
    String[] parts = {
      "a", "b", "/", "*", "**", "***", "?", "[ab]", "[!a]", "[/a]", "\\a", "\\*", "\\/", "]", "["
    };
    StringBuilder pattern = new StringBuilder();
    int length = 1 + random.nextInt(6);
    for (int i = 0; i < length; i++) {
      pattern.append(parts[random.nextInt(random.nextInt(4) == 0 ? parts.length : 8)]);
    }
    return pattern.toString();
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    int components = 1 + random.nextInt(4);
    for (int i = 0; i < components; i++) {
      path.append(i == 0 ? "" : "/");
      int length = 1 + random.nextInt(3);
      for (int j = 0; j < length; j++) {
        path.append("aaabb*[]\\".charAt(random.nextInt(random.nextInt(4) == 0 ? 9 : 5)));
      }
    }
    return path.toString();
  }
}
