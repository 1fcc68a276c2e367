package org.jsersync.protocol.filter;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The classes that a set may name, ASCII only (05-filters, section 3.4). */
enum CharacterClass {
  ALNUM,
  ALPHA,
  BLANK,
  CNTRL,
  DIGIT,
  GRAPH,
  LOWER,
  PRINT,
  PUNCT,
  SPACE,
  UPPER,
  XDIGIT;

  private final String word = name().toLowerCase(Locale.ROOT);

  static @Nullable CharacterClass named(String word) {
    for (CharacterClass named : values()) {
      if (named.word.equals(word)) {
        return named;
      }
    }
    return null;
  }

  /** Whether an ASCII character belongs to it. */
  boolean contains(char c) {
    return switch (this) {
      case ALNUM -> ALPHA.contains(c) || DIGIT.contains(c);
      case ALPHA -> UPPER.contains(c) || LOWER.contains(c);
      case BLANK -> c == ' ' || c == '\t';
      case CNTRL -> c < ' ' || c == 0x7f;
      case DIGIT -> c >= '0' && c <= '9';
      case GRAPH -> c > ' ' && c < 0x7f;
      case LOWER -> c >= 'a' && c <= 'z';
      case PRINT -> c >= ' ' && c < 0x7f;
      case PUNCT -> GRAPH.contains(c) && !ALNUM.contains(c);
      case SPACE -> c == ' ' || (c >= '\t' && c <= '\r');
      case UPPER -> c >= 'A' && c <= 'Z';
      case XDIGIT -> DIGIT.contains(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
  }
}
