package org.jsersync.daemon.config;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Compiles expressions as sersync took them, by Boost in Perl syntax (06-sersync, section 10).
 * Java's syntax is the same but for what stands in brackets and a few letters; what would silently
 * mean something else there is written anew.
 */
final class PerlRegex {
  /** What {@code [:name:]} may name, in the words that Java has for it in brackets. */
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "p{Alpha}"),
          Map.entry("digit", "p{Digit}"),
          Map.entry("alnum", "p{Alnum}"),
          Map.entry("upper", "p{Upper}"),
          Map.entry("lower", "p{Lower}"),
          Map.entry("space", "p{Space}"),
          Map.entry("blank", "p{Blank}"),
          Map.entry("punct", "p{Punct}"),
          Map.entry("cntrl", "p{Cntrl}"),
          Map.entry("graph", "p{Graph}"),
          Map.entry("print", "p{Print}"),
          Map.entry("xdigit", "p{XDigit}"),
          Map.entry("word", "p{Alnum}_"));

  /** What a backslash makes of a letter there, where that is nothing or something else here. */
  private static final Map<Character, String> ESCAPES =
      Map.of(
          '<', "\\b(?=\\w)",
          '>', "\\b(?<=\\w)",
          '`', "\\A",
          '\'', "\\z",
          'l', "\\p{Lower}",
          'L', "\\P{Lower}",
          'u', "\\p{Upper}",
          'U', "\\P{Upper}");

  private final String text;
  private final StringBuilder java = new StringBuilder();
  private int at;

  private PerlRegex(String text) {
    this.text = text;
  }

  /**
   * The expression, for names of one char per byte; a dot matches every char.
   *
   * @throws PatternSyntaxException if it is none
   */
  static Pattern compile(String expression) {
    return Pattern.compile(new PerlRegex(expression).convert(), Pattern.DOTALL);
  }

  private String convert() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> escaped();
        case '[' -> brackets();
        default -> java.append(text.charAt(at++));
      }
    }
    return java.toString();
  }

  private void escaped() {
    if (text.startsWith("\\Q", at)) {
      int end = text.indexOf("\\E", at);
      copy(end < 0 ? text.length() : end + 2);
    } else if (at + 1 < text.length() && ESCAPES.containsKey(text.charAt(at + 1))) {
      java.append(ESCAPES.get(text.charAt(at + 1)));
      at += 2;
    } else {
      copy(at + 2);
    }
  }

  private void copy(int end) {
    java.append(text, at, Math.min(end, text.length()));
    at = Math.min(end, text.length());
  }

  /** One bracket expression; one that is never closed is left for the compiler to complain of. */
  private void brackets() {
    copy(at + (text.startsWith("[^", at) ? 2 : 1));
    boolean first = true;
    while (at < text.length() && (first || text.charAt(at) != ']')) {
      char c = text.charAt(at);
      if (text.startsWith("[:", at)) {
        named();
      } else if (text.startsWith("[.", at) || text.startsWith("[=", at)) {
        throw new PatternSyntaxException("[. and [= in brackets are not supported", text, at);
      } else if (c == '\\') {
        copy(at + 2);
      } else {
        // Java has brackets within brackets, and "&&".
        java.append(c == '[' || c == ']' || c == '&' ? "\\" : "").append(c);
        at++;
      }
      first = false;
    }
    copy(at + 1);
  }

  private void named() {
    int end = text.indexOf(":]", at);
    String name = end < 0 ? "" : text.substring(at + 2, end);
    boolean negated = name.startsWith("^");
    String words = CLASSES.get(negated ? name.substring(1) : name);
    if (words == null || (negated && words.endsWith("_"))) {
      throw new PatternSyntaxException("Unknown character class name", text, at);
    }
    java.append('\\').append(negated ? "P" + words.substring(1) : words);
    at = end + 2;
  }
}
