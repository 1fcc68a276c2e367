package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.jsersync.protocol.filter.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 06-sersync, section 10. */
class SersyncProtectionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(.*)\\.svn ; **.svn",
        ".*\\.gz$ ; **.gz",
        "^info/* ; info",
        "^static/ ; static",
        "/data/cache ; data/cache",
        "^a.b ; a**b",
        "a\\*b ; a[*]b",
        "(.*)/tmp/(.*) ; **tmp**",
        "(.*)\\.(gif|jpg) ; **",
        "(?i)(.*)\\.PHP ; **",
        "x+ ; **",
        "\\d ; **",
        "a|b ; **"
      })
  void anExpressionBecomesAPatternThatHitsNoLess(String expression, String pattern) {
    assertThat(SersyncProtection.pattern(expression)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(.*)\\.svn", "^info/*", "(.*)/tmp/(.*)", "info/a\\.txt", "[ab]+", "a.b", "(.*)~"})
  void whatIsExcludedIsHiddenHereAndProtectedThere(String expression) throws Exception {
    Pattern compiled = Pattern.compile(expression, Pattern.DOTALL);
    SersyncFilter filter = new SersyncFilter(List.of(compiled));
    FilterRules rules = SersyncProtection.of(List.of(compiled), FilterRules.EMPTY);
    for (String name :
        new String[] {
          "x.svn",
          "d/x.svn",
          ".svn",
          "info",
          "info/x",
          "d/info",
          "tmp",
          "d/tmp/x",
          "info/a.txt",
          "ab",
          "a/b",
          "axb",
          "x~",
          "d/x~",
          "other"
        }) {
      for (boolean directory : new boolean[] {false, true}) {
        BytePath path = BytePath.of(name);
        boolean excluded = filter.excluded(path, directory);
        assertThat(rules.excludes(path, directory, Side.SENDER)).as(name).isEqualTo(excluded);
        if (excluded) {
          assertThat(isProtected(rules, path, directory)).as(name).isTrue();
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
