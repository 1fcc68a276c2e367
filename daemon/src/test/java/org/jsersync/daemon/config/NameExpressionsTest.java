package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NameExpressionsTest {
  private static final String HARD = "a".repeat(4_000) + "!";
  private static final String SLOW = "(.*)(.*)(.*)(.*)x";
  private final NameExpressions expressions = new NameExpressions();

  private boolean matches(String name, String... patterns) {
    return expressions.matchAny(List.of(patterns).stream().map(Pattern::compile).toList(), name);
  }

  @Test
  void oneOfThemIsEnough() {
    assertThat(matches("a.php", "b", ".*\\.php")).isTrue();
    assertThat(matches("a.php", "a")).as("all of the name").isFalse();
    assertThat(matches("a.php")).isFalse();
    assertThat(expressions.remark()).isNull();
  }

  @Test
  void oneThatTakesTooLongHoldsUpNoOther() {
    assertThat(matches(HARD, SLOW, "a*!")).isTrue();
    assertThat(matches(HARD, "(a*)(a*)(a*)(a*)y")).isFalse();
    assertThat(expressions.remark()).contains(SLOW);
    assertThat(expressions.remark()).contains("(a*)(a*)(a*)(a*)y");
    assertThat(expressions.remark()).isNull();
  }

  @Test
  void aSearchIsBoundedToo() {
    assertThat(expressions.find(Pattern.compile("b(.)"), "abc")).isNotNull();
    assertThat(expressions.find(Pattern.compile("x"), "abc")).isNull();
    assertThat(expressions.find(Pattern.compile(SLOW), HARD)).isNull();
    assertThat(expressions.remark()).contains(SLOW);
    assertThat(expressions.remark()).isNull();
  }
}
