package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
  @Test
  void blanksSeparateQuotesKeepTogether() {
    assertThat(ShellWords.split("")).isEmpty();
    assertThat(ShellWords.split("  -a \t -z ")).containsExactly("-a", "-z");
    assertThat(ShellWords.split("--exclude='a $b' ''")).containsExactly("--exclude=a $b", "");
    assertThat(ShellWords.split("\"a \\\" \\\\ \\n\"x a\\ b \\"))
        .containsExactly("a \" \\ \\nx", "a b", "");
    assertThat(ShellWords.split("--exclude=*.tmp")).containsExactly("--exclude=*.tmp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a;b", "a|b", "a&", "a>b", "$HOME", "`id`", "(a)", "\"$HOME\"", "\"`id`\""})
  void whatAShellWouldRunOrExpandIsRefused(String text) {
    assertThatThrownBy(() -> ShellWords.split(text))
        .hasMessageContaining("has a meaning for a shell");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a", "\"a", "\"a\\\""})
  void anOpenQuoteIsRefused(String text) {
    assertThatThrownBy(() -> ShellWords.split(text)).hasMessageContaining("is never closed");
  }
}
