package org.jsersync.daemon.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares names with expressions, each in a bounded time: an expression that takes too long, or
 * too much memory, to decide on a name does not match it, so that no name can stop the mirror.
 * Which ones did, it tells. Names are of one char per byte. Safe for use by several threads.
 */
public final class NameExpressions {
  /** Chars looked at for a name; documented expressions need few times its length. */
  static final int MOST_LOOKS = 1_000_000;

  /** More of them one hardly writes. */
  private static final int MOST_TOLD = 100;

  private static final int MOST_SHOWN = 80;

  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> remarks = new ConcurrentLinkedQueue<>();

  /** Whether one of them matches all of a name. */
  public boolean matchAny(List<Pattern> expressions, String name) {
    for (Pattern expression : expressions) {
      BoundedText text = new BoundedText(name, MOST_LOOKS, MOST_LOOKS);
      if (decide(expression, name, pattern -> pattern.matcher(text).matches())) {
        return true;
      }
    }
    return false;
  }

  /** The first place in a name that an expression matches; null if there is none. */
  public @Nullable MatchResult find(Pattern expression, String name) {
    Matcher matcher = expression.matcher(new BoundedText(name, MOST_LOOKS, MOST_LOOKS));
    return decide(expression, name, _ -> matcher.find()) ? matcher.toMatchResult() : null;
  }

  /** What a question about a name comes to; false if that takes too long. */
  boolean decide(Pattern expression, String name, Predicate<Pattern> question) {
    try {
      return question.test(expression);
    } catch (BoundedText.TooManyLooks | StackOverflowError _) {
      // As Boost has it for sersync: an expression that fails on a name does not match it.
      if (told.size() < MOST_TOLD && told.add(expression.pattern())) {
        remarks.add(
            "the expression \""
                + shown(expression.pattern())
                + "\" takes too long on some names, \""
                + beginning(name)
                + "\" the first of them, and is taken not to match those; repetitions within"
                + " repetitions do that");
      }
      return false;
    }
  }

  private static String beginning(String name) {
    return name.length() <= MOST_SHOWN ? shown(name) : shown(name.substring(0, MOST_SHOWN)) + "…";
  }

  private static String shown(String latin1) {
    return ByteText.shown(ByteText.decode(latin1.getBytes(ISO_8859_1)));
  }

  /** A line for people about an expression that took too long, each once; null if there is none. */
  public @Nullable String remark() {
    return remarks.poll();
  }
}
