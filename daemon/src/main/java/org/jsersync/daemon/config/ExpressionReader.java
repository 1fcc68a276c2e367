package org.jsersync.daemon.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads an expression as a {@link GlobSet}: what rsync's patterns can say of it, and where they
 * cannot say the same, more. Takes Java's syntax, as {@link PerlRegex} writes it.
 */
final class ExpressionReader {
  private static final int MOST_REPEATED = 64;

  /** Each stands for one char. */
  private static final String ONE_CHAR = "dDwWsShHvVtnrfae";

  /** Each stands for a place, not for a char; without them more matches. */
  private static final String PLACES = "bBAzZG";

  private final String text;
  private final int flags;
  private final boolean coarse;
  private int at;

  private ExpressionReader(String text, int at, int flags, boolean coarse) {
    this.text = text;
    this.at = at;
    this.flags = flags;
    this.coarse = coarse;
  }

  /** It has something that is beyond us. */
  private static final class Beyond extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Beyond() {
      super(null, null, false, false);
    }
  }

  /** What it matches, or more: anything, if need be. */
  static GlobSet read(String expression) {
    boolean anyCase = expression.startsWith("(?i)");
    int flags = Pattern.DOTALL | (anyCase ? Pattern.CASE_INSENSITIVE : 0);
    for (boolean coarse : new boolean[] {false, true}) {
      try {
        return new ExpressionReader(expression, anyCase ? "(?i)".length() : 0, flags, coarse).all();
      } catch (GlobSet.TooMany _) {
        // Once more, less exactly.
      } catch (Beyond | PatternSyntaxException _) {
        return GlobSet.ANYTHING;
      }
    }
    return GlobSet.ANYTHING;
  }

  private GlobSet all() {
    GlobSet read = alternatives();
    if (at < text.length()) {
      throw new Beyond();
    }
    return read;
  }

  private GlobSet alternatives() {
    GlobSet all = sequence();
    while (take('|')) {
      all = all.or(sequence());
    }
    return all;
  }

  private GlobSet sequence() {
    GlobSet all = GlobSet.EMPTY;
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      all = all.then(quantified(atom()));
    }
    return all;
  }

  private boolean take(char c) {
    boolean here = at < text.length() && text.charAt(at) == c;
    at += here ? 1 : 0;
    return here;
  }

  private boolean take(String words) {
    boolean here = text.startsWith(words, at);
    at += here ? words.length() : 0;
    return here;
  }

  private GlobSet quantified(GlobSet atom) {
    GlobSet all = atom;
    if (take('*')) {
      all = atom.star();
    } else if (take('+')) {
      all = atom.repeated(1, -1);
    } else if (take('?')) {
      all = atom.repeated(0, 1);
    } else if (take('{')) {
      all = counted(atom);
    } else {
      return all;
    }
    // How much is tried first matters for nothing but the time.
    if (!take('?')) {
      take('+');
    }
    return at < text.length() && "*+?{".indexOf(text.charAt(at)) >= 0 ? quantified(all) : all;
  }

  private GlobSet counted(GlobSet atom) {
    int least = number();
    int most = least;
    if (take(',')) {
      most = at < text.length() && text.charAt(at) == '}' ? -1 : number();
    }
    if (!take('}')) {
      throw new Beyond();
    }
    boolean many = Math.max(least, most) > MOST_REPEATED;
    return many ? atom.repeated(Math.min(least, 1), -1) : atom.repeated(least, most);
  }

  private int number() {
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (at == from || at - from > 9) {
      throw new Beyond();
    }
    return Integer.parseInt(text.substring(from, at));
  }

  private GlobSet atom() {
    int from = at;
    char c = text.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> {
        closeSet();
        yield one(from);
      }
      case '\\' -> escaped(from);
      case '^', '$' -> GlobSet.EMPTY;
      case '*', '+', '?', '{' -> throw new Beyond();
      default -> one(from);
    };
  }

  private GlobSet one(int from) {
    Pattern one = Pattern.compile(text.substring(from, at), flags);
    return GlobSet.one(ByteSet.matching(one), coarse);
  }

  private GlobSet group() {
    boolean place = take("?=") || take("?!") || take("?<=") || take("?<!");
    if (!place && take('?') && !take(':') && !take('>')) {
      throw new Beyond();
    }
    GlobSet inner = alternatives();
    if (!take(')')) {
      throw new Beyond();
    }
    // What must stand there besides makes it match less.
    return place ? GlobSet.EMPTY : inner;
  }

  private void closeSet() {
    take('^');
    while (at < text.length() && text.charAt(at) != ']') {
      if (text.charAt(at) == '[' || text.startsWith("\\Q", at)) {
        throw new Beyond();
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (!take(']')) {
      throw new Beyond();
    }
  }

  private GlobSet escaped(int from) {
    if (at == text.length()) {
      throw new Beyond();
    }
    char c = text.charAt(at++);
    if (PLACES.indexOf(c) >= 0) {
      return GlobSet.EMPTY;
    }
    if (c == 'p' || c == 'P') {
      int close = text.startsWith("{", at) ? text.indexOf('}', at) : at;
      if (close < 0 || close >= text.length()) {
        throw new Beyond();
      }
      at = close + 1;
      return one(from);
    }
    if (Character.isLetterOrDigit(c) && ONE_CHAR.indexOf(c) < 0) {
      throw new Beyond();
    }
    return one(from);
  }
}
