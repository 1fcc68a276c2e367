package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.jsersync.protocol.filter.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 06-sersync, section 10. */
class SersyncProtectionTest {
  /** Patterns that say just what the expression does. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(.*)\\.svn ; **.svn",
        ".*\\.gz$ ; **.gz",
        "^info/* ; info",
        "^static/ ; static/",
        "/data/cache ; data/cache",
        "a\\*b ; a[\\*]b",
        "a\\\\b ; a[\\\\]b",
        "^a.b ; a?b a/b",
        "(.*)/tmp/(.*) ; **/tmp/** **/tmp/ tmp/** tmp/",
        "(.*)\\.(gif|jpe?g) ; **.gif **.jpg **.jpeg",
        "(?i)(.*)\\.PHP ; **.[Pp][Hh][Pp]",
        "(.*)\\.[ch] ; **.[ch]",
        "[^/]*\\.o ; *.o",
        "(.*/)?[^/]+\\.o ; ?*.o **/?*.o",
        "[a-cx]\\d ; [a-cx][0-9]",
        "[^a] ; [!a]",
        "[^-a/] ; [!\\-a]",
        "a|/b|^c$ ; a b c",
        "a{2}b{0,1} ; aa aab",
        "(ab){1,2} ; ab abab",
        "\\p{Upper}[\\]\\[]? ; [A-Z] [A-Z][\\[\\]]",
        ".+?\\.tmp ; ?**.tmp **.tmp",
        "[b&&a]c ; ''"
      })
  void anExpressionBecomesPatterns(String expression, String patterns) {
    assertThat(SersyncProtection.patterns(expression))
        .containsExactlyInAnyOrder(patterns.isEmpty() ? new String[0] : patterns.split(" "));
  }

  /** Patterns that hit more, but not all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x+ ; x*",
        "[0-9]* ; *",
        "log\\d+\\.txt ; log[0-9]*.txt",
        "a\\b-b ; a-b",
        "(?=a)[ab]x ; [ab]x",
        "(a|bc)*\\.o ; *.o",
        "(a/)*b ; **b",
        "x{3,} ; xxx*",
        "x{100} ; x*",
        "a++b ; a*b",
        "......./f ; **/f",
      })
  void whereItCannotItHitsMore(String expression, String pattern) {
    assertThat(SersyncProtection.patterns(expression)).startsWith(pattern).doesNotContain("**");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?!x).*",
        "(.)\\1",
        ".+",
        "(a|b|c|d|e)(a|b|c|d|e)(a|b|c|d|e)",
        "(?x) a b",
        "\\Qa\\E",
        "a(?i)b"
      })
  void whatIsBeyondThemProtectsAll(String expression) {
    assertThat(SersyncProtection.patterns(expression)).containsExactly("**");
  }

  /** Those that patterns say exactly. */
  private static final List<String> EXACT =
      List.of(
          "(.*)\\.b",
          "^a/*",
          "(.*)/a/(.*)",
          "a/b",
          "a.b",
          "(.*)a",
          "[^/]+/b",
          "/?(a|b)/",
          ".b",
          "(a?b?/?){2}",
          "[ab/][.a]",
          "a(/.*)?",
          "(?i)A[B.]",
          "b{2}|a{1,3}",
          "\\w/\\W",
          "/.*/a",
          "(.*)b(.*)/",
          "[!ab]",
          "(.*/)?a",
          "^.$",
          "(|a)b",
          "a//b",
          "()");

  private static final List<String> OTHERS =
      List.of("[ab]+", "[^a]*", "(a|\\.)+b", "a[/b]+", "a*/*b*", "(?!a).*", "(.)\\1", "b\\b.*");

  static List<Arguments> expressions() {
    List<Arguments> all = new ArrayList<>();
    EXACT.forEach(expression -> all.add(Arguments.of(expression, true)));
    OTHERS.forEach(expression -> all.add(Arguments.of(expression, false)));
    return all;
  }

  /** All short paths over a few letters. */
  private static List<String> paths() {
    List<String> paths = new ArrayList<>(List.of(""));
    for (int from = 0; paths.getLast().length() < 5; ) {
      String path = paths.get(from++);
      for (String c : new String[] {"a", "b", ".", "/"}) {
        paths.add(path + c);
      }
    }
    paths.removeIf(path -> path.isEmpty() || path.matches("/.*|.*/|.*//.*|(.*/)?\\.\\.?(/.*)?"));
    return paths;
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void whatIsExcludedIsHiddenHereAndProtectedThere(String expression, boolean exact)
      throws Exception {
    List<Pattern> compiled = List.of(SersyncFilter.expression(expression));
    SersyncFilter filter = new SersyncFilter(compiled);
    FilterRules rules = SersyncProtection.of(compiled, FilterRules.EMPTY);
    for (String name : paths()) {
      for (boolean directory : new boolean[] {false, true}) {
        BytePath path = BytePath.of(name);
        boolean excluded = filter.excluded(path, directory);
        assertThat(rules.excludes(path, directory, Side.SENDER)).as(name).isEqualTo(excluded);
        if (excluded || exact) {
          assertThat(isProtected(rules, path, directory))
              .as("%s, directory %s, rules %s", name, directory, rules)
              .isEqualTo(excluded);
        }
      }
    }
  }

  /** Itself, or with a directory above it, which the daemon then does not look into. */
  private static boolean isProtected(FilterRules rules, BytePath path, boolean directory) {
    BytePath up = path.parent();
    return rules.excludes(path, directory, Side.RECEIVER)
        || (up != null && !up.isEmpty() && isProtected(rules, up, true));
  }

  @Test
  void rulesThatWereGivenStay() throws FilterSyntaxException {
    FilterRules given =
        FilterRules.builder().exclude("*.o".getBytes(StandardCharsets.UTF_8)).build();
    assertThat(SersyncProtection.of(List.of(), given)).isSameAs(given);
    assertThat(SersyncProtection.of(List.of(Pattern.compile("(.*)~")), given))
        .hasToString("[-r /**~, - *.o]");
  }
}
