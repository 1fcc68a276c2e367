package org.jsersync.daemon.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits commonParams as {@code /bin/sh} would have when sersync pasted them into a command: blanks
 * separate, quotes and backslashes keep together. What a shell would expand or run is refused: here
 * nothing does, so taking it literally would be something else than what was meant.
 */
final class ShellWords {
  private static final String SPECIAL = "$`;&|<>()\n";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String text) {
    this.text = text;
  }

  /**
   * The words.
   *
   * @throws IllegalArgumentException if a quote stays open or a shell would do more than split
   */
  static List<String> split(String text) {
    ShellWords split = new ShellWords(text);
    while (split.at < text.length()) {
      split.step(text.charAt(split.at++));
    }
    split.end();
    return List.copyOf(split.words);
  }

  private void step(char c) {
    if (c == ' ' || c == '\t') {
      end();
      return;
    }
    if (SPECIAL.indexOf(c) >= 0) {
      throw new IllegalArgumentException("'" + c + "' has a meaning for a shell; put it in quotes");
    }
    inWord = true;
    switch (c) {
      case '\'' -> word.append(until('\''));
      case '"' -> doubleQuoted(until('"'));
      case '\\' -> {
        if (at < text.length()) {
          word.append(text.charAt(at++));
        }
      }
      default -> word.append(c);
    }
  }

  private String until(char quote) {
    int start = at;
    while (at < text.length() && text.charAt(at) != quote) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw new IllegalArgumentException("the quote " + quote + " is never closed");
    }
    return text.substring(start, at++);
  }

  private void doubleQuoted(String quoted) {
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '$' || c == '`') {
        throw new IllegalArgumentException("'" + c + "' has a meaning for a shell; use '…' quotes");
      }
      boolean escape = c == '\\' && "\"\\$`".indexOf(quoted.charAt(i + 1)) >= 0;
      word.append(escape ? quoted.charAt(++i) : c);
    }
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    inWord = false;
  }
}
