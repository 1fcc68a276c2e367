package org.jsersync.daemon.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterRulesBuilder;
import org.jsersync.protocol.filter.FilterSyntaxException;

/**
 * Turns sersync's exclude expressions into rsync rules that keep a comparison from deleting what
 * they exclude (06-sersync, section 10). An rsync pattern can say less than an expression; where it
 * cannot say the same it says more, so that too much is protected and never too little.
 */
final class SersyncProtection {
  /** What rsync patterns have for "anything", slashes included. */
  private static final String ANYTHING = "**";

  private static final String META = "\\^$.|?*+()[]{}";

  private final String expression;
  private final StringBuilder pattern = new StringBuilder();
  private int at;

  private SersyncProtection(String expression) {
    this.expression = expression;
  }

  /** Says what becomes of an expression's names, at this place of the configuration. */
  static void tell(Pattern expression, boolean delete, ConfigEntries entries, Position at) {
    if (!delete) {
      entries.means(at, "left out");
      return;
    }
    String pattern = pattern(expression.pattern());
    if (pattern.equals(ANYTHING)) {
      entries.means(at, "left out; at the remotes comparisons delete nothing");
      entries.doubt(
          at,
          "no pattern of rsync's says \""
              + shown(expression.pattern())
              + "\": so that nothing that it means is deleted at the remotes, comparisons delete"
              + " nothing there");
    } else {
      entries.means(at, "left out; at the remotes /" + shown(pattern) + " is not deleted");
    }
  }

  private static String shown(String latin1) {
    return ByteText.decode(latin1.getBytes(ISO_8859_1));
  }

  /**
   * Appends a rule for an expression.
   *
   * @throws FilterSyntaxException if the pattern gets too long
   */
  static void add(FilterRulesBuilder rules, Pattern expression) throws FilterSyntaxException {
    rules.filter(("P /" + pattern(expression.pattern())).getBytes(ISO_8859_1));
  }

  /**
   * The rules that come first, and what the sender leaves out; the given ones if none is needed.
   */
  static FilterRules of(List<Pattern> expressions, FilterRules given) throws FilterSyntaxException {
    if (expressions.isEmpty()) {
      return given;
    }
    FilterRulesBuilder rules = FilterRules.builder();
    for (Pattern expression : expressions) {
      add(rules, expression);
    }
    given.rules().forEach(rules::add);
    SersyncFilter filter = new SersyncFilter(expressions);
    return rules
        .build()
        .hiding(
            (path, length, directory) ->
                filter.excluded(BytePath.of(Arrays.copyOf(path, length)), directory));
  }

  /** An rsync pattern, to be anchored at the root, that hits at least what the expression does. */
  static String pattern(String expression) {
    return new SersyncProtection(expression).convert();
  }

  private String convert() {
    at = expression.startsWith("^") ? 1 : 0;
    while (at < expression.length()) {
      if (!step()) {
        return ANYTHING;
      }
    }
    // An expression sees a slash around the name, which rsync's patterns do not.
    String all =
        pattern.toString().replaceAll("^/+", "").replaceAll("^\\*\\*/+|/+\\*\\*$", ANYTHING);
    return all.isEmpty() ? ANYTHING : all;
  }

  /** Takes one piece of the expression; false if it is beyond us. */
  private boolean step() {
    if (take("(.*)") || take(".*")) {
      pattern.append(ANYTHING);
      return true;
    }
    if (expression.substring(at).matches("/[*+?]?\\$?|\\$")) {
      // The slash of a directory, which rsync's patterns do not need.
      at = expression.length();
      return true;
    }
    char c = expression.charAt(at++);
    boolean literal = META.indexOf(c) < 0;
    if (c == '\\'
        && at < expression.length()
        && !Character.isLetterOrDigit(expression.charAt(at))) {
      c = expression.charAt(at++);
      literal = true;
    }
    if (!literal && c != '.') {
      return false;
    }
    boolean counted = at < expression.length() && "*+?{".indexOf(expression.charAt(at)) >= 0;
    if (counted) {
      return false;
    }
    pattern.append(literal ? quoted(c) : ANYTHING);
    return true;
  }

  private boolean take(String piece) {
    boolean here = expression.startsWith(piece, at);
    at += here ? piece.length() : 0;
    // A further quantifier changes nothing that "anything" does not cover.
    while (here && at < expression.length() && "*+?".indexOf(expression.charAt(at)) >= 0) {
      at++;
    }
    return here;
  }

  /** What rsync takes for a wildcard is put in a class, which needs no backslash. */
  private static String quoted(char c) {
    return switch (c) {
      case '*', '?', '[' -> "[" + c + "]";
      case '\\' -> ANYTHING;
      default -> String.valueOf(c);
    };
  }
}
