package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of Boost's Perl syntax mean the same here. */
class PerlRegexTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " | ",
      quoteCharacter = '"',
      value = {
        "(.*)\\.php | a/b.php | b.phpx",
        "^info/* | info | info2",
        "[[:digit:]]+\\.log | 2026.log | digit.log",
        "[[:alpha:]_][[:alnum:]_]* | _a1 | 1a",
        "[^[:space:]]+ | a:b | a b",
        "[[:^digit:]]+ | ab | a1",
        "[[:word:].]+ | a_1.b | a-b",
        "[a[b]+ | a[b | a]",
        "[]a]+ | ]a | [a",
        "[^]a]+ | [b | b]",
        "[a&&b]+ | a&b | c",
        "[\\]\\[]+ | ][ | \\",
        "[a-c.^-]+ | a.^-c | d",
        "\\d{2}(?i)x\\pL | 12Xy | 123",
        "a(?!b).* | ac | ab",
        ".*\\<log\\>.* | a/log.1 | alog",
        "\\l\\u\\L\\U | aA11 | Aaaa",
        "\\Q[:a\\E[x] | [:ax | ax",
        "a\\.b | a.b | axb",
      })
  void anExpressionMatchesTheOneAndNotTheOther(String expression, String yes, String no) {
    assertThat(yes).matches(PerlRegex.compile(expression));
    assertThat(no).doesNotMatch(PerlRegex.compile(expression));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a(b", "[a", "[[:nosuch:]]", "[[:alpha", "[[.a.]]", "[[=a=]]", "*a", "a{2", "x\\"})
  void whatIsNoExpressionIsRefused(String expression) {
    assertThatThrownBy(() -> PerlRegex.compile(expression))
        .isInstanceOf(PatternSyntaxException.class);
  }
}
