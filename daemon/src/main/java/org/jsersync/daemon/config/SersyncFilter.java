package org.jsersync.daemon.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jspecify.annotations.Nullable;

/**
 * sersync's exclude expressions, made to mean the same at start-up, for events and for whole
 * directories (06-sersync, section 10, required semantics). Immutable.
 *
 * <p>A name is excluded if some expression matches all of {@code rel} or {@code /rel}, for a
 * directory also {@code rel/} or {@code /rel/}; or if a directory above it is. Expressions and
 * names are compared byte by byte, each byte being one char. A name that an expression takes more
 * than a bounded time or memory to decide on does not match it: no name can stop the mirror.
 */
final class SersyncFilter implements DirectoryFilter {
  /** For a name with all its parents; a path of the greatest depth has more than a thousand. */
  private static final int MOST_LOOKS_IN_ALL = 50_000_000;

  private final List<Pattern> expressions;
  private final NameExpressions compared = new NameExpressions();

  /**
   * A filter.
   *
   * @param expressions on names of one char per byte
   */
  SersyncFilter(List<Pattern> expressions) {
    this.expressions = List.copyOf(expressions);
  }

  /**
   * An expression as it is written in a configuration.
   *
   * @throws PatternSyntaxException if it is none
   */
  static Pattern expression(String text) {
    return PerlRegex.compile(new String(ByteText.encode(text), ISO_8859_1));
  }

  /**
   * Whether the path is not mirrored.
   *
   * @param path relative to the watched root, which itself is never excluded
   * @param directory whether it is a directory; a symlink is none
   */
  @Override
  public boolean excluded(BytePath path, boolean directory) {
    if (expressions.isEmpty() || path.isEmpty()) {
      return false;
    }
    String text = "/" + new String(path.toBytes(), ISO_8859_1) + "/";
    for (Pattern expression : expressions) {
      BoundedText bounded = new BoundedText(text, NameExpressions.MOST_LOOKS, MOST_LOOKS_IN_ALL);
      if (compared.decide(expression, text, each -> excluded(each, bounded, directory))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable String remark() {
    return compared.remark();
  }

  private static boolean excluded(Pattern expression, BoundedText bounded, boolean directory) {
    String text = bounded.toString();
    Matcher matcher = expression.matcher(bounded);
    for (int end = text.indexOf('/', 1); end > 0; end = text.indexOf('/', end + 1)) {
      boolean last = end == text.length() - 1;
      bounded.again();
      if (matches(matcher, end) || ((directory || !last) && matches(matcher, end + 1))) {
        return true;
      }
    }
    return false;
  }

  /** With and without the slash in front. */
  private static boolean matches(Matcher matcher, int end) {
    return matcher.region(1, end).matches() || matcher.region(0, end).matches();
  }
}
