package org.jsersync.daemon.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterRulesBuilder;
import org.jsersync.protocol.filter.FilterSyntaxException;

/**
 * Turns sersync's exclude expressions into rsync rules that keep a comparison from deleting what
 * they exclude (06-sersync, section 10). An rsync pattern can say less than an expression; where it
 * cannot say the same it says more, so that too much is protected and never too little.
 *
 * <p>An expression is matched with {@code rel}, {@code /rel} and, of a directory, {@code rel/} and
 * {@code /rel/}; rsync's patterns see {@code rel} alone, and those that end in a slash mean
 * directories. So each alternative is taken as it is, without a slash in front, and without one
 * behind.
 */
final class SersyncProtection {
  /** Everything. */
  private static final List<String> ALL = List.of("**");

  private final Set<String> any = new LinkedHashSet<>();
  private final Set<String> directories = new LinkedHashSet<>();

  private SersyncProtection() {}

  /** Says what becomes of an expression's names, at this place of the configuration. */
  static void tell(Pattern expression, boolean delete, ConfigEntries entries, Position at) {
    if (!delete) {
      entries.means(at, "left out");
      return;
    }
    List<String> patterns = patterns(expression.pattern());
    if (patterns.equals(ALL)) {
      entries.means(at, "left out; at the remotes comparisons delete nothing");
      entries.doubt(
          at,
          "no pattern of rsync's says \""
              + shown(expression.pattern())
              + "\": so that nothing that it means is deleted at the remotes, comparisons delete"
              + " nothing there");
    } else {
      String all =
          patterns.stream().map(each -> "/" + shown(each)).collect(Collectors.joining(" "));
      entries.means(at, "left out; not deleted at the remotes: " + all);
    }
  }

  private static String shown(String latin1) {
    return ByteText.decode(latin1.getBytes(ISO_8859_1));
  }

  /**
   * The rules that come first, and what the sender leaves out; the given ones if none is needed.
   *
   * @throws FilterSyntaxException if a pattern gets too long
   */
  static FilterRules of(List<Pattern> expressions, FilterRules given) throws FilterSyntaxException {
    if (expressions.isEmpty()) {
      return given;
    }
    FilterRulesBuilder rules = FilterRules.builder();
    for (Pattern expression : expressions) {
      for (String pattern : patterns(expression.pattern())) {
        rules.filter(("P /" + pattern).getBytes(ISO_8859_1));
      }
    }
    given.rules().forEach(rules::add);
    SersyncFilter filter = new SersyncFilter(expressions);
    return rules
        .build()
        .hiding(
            (path, length, directory) ->
                filter.excluded(BytePath.of(Arrays.copyOf(path, length)), directory));
  }

  /**
   * Patterns of rsync's, to be anchored at the root, that hit at least what the expression does.
   */
  static List<String> patterns(String expression) {
    SersyncProtection protection = new SersyncProtection();
    for (List<GlobPiece> word : ExpressionReader.read(expression).words()) {
      protection.addWithoutFirstSlash(word);
    }
    if (protection.any.containsAll(ALL)) {
      return ALL;
    }
    protection.any.forEach(all -> protection.directories.remove(all));
    protection.directories.forEach(each -> protection.any.add(each + "/"));
    return List.copyOf(protection.any);
  }

  private void addWithoutFirstSlash(List<GlobPiece> word) {
    addWithoutLastSlash(word);
    for (int i = 0; i < word.size(); i++) {
      GlobPiece piece = word.get(i);
      if (!piece.run()) {
        if (piece.takesSlash()) {
          addWithoutLastSlash(word.subList(i + 1, word.size()));
        }
        return;
      }
    }
  }

  private void addWithoutLastSlash(List<GlobPiece> word) {
    add(any, word);
    for (int i = word.size() - 1; i >= 0; i--) {
      GlobPiece piece = word.get(i);
      if (!piece.run()) {
        if (piece.takesSlash()) {
          add(directories, word.subList(0, i));
        }
        return;
      }
    }
  }

  /** Adds a pattern, unless no path is like it. */
  private static void add(Set<String> to, List<GlobPiece> word) {
    boolean slash = true;
    for (GlobPiece piece : word) {
      if (slash && piece.equals(GlobPiece.SLASH)) {
        return;
      }
      slash = piece.equals(GlobPiece.SLASH);
    }
    if (!slash) {
      to.add(word.stream().map(GlobPiece::pattern).collect(Collectors.joining()));
    }
  }
}
