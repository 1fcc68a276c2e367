package org.jsersync.protocol.filter;

import java.util.Arrays;
import java.util.List;

/** Section 3 of 05-filters written down word by word, on texts, by plain recursion. */
final class ReferenceMatcher {
  private ReferenceMatcher() {}

  /** First hit of rules "(+|-)[!][/] PATTERN". */
  static boolean excludes(String[] rules, String root, String path, boolean directory) {
    for (String rule : rules) {
      int space = rule.indexOf(' ');
      String modifiers = rule.substring(1, space);
      if (hits(rule.substring(space + 1), modifiers.contains("/"), root, path, directory)
          != modifiers.contains("!")) {
        return rule.charAt(0) == '-';
      }
    }
    return false;
  }

  private static boolean hits(
      String written, boolean absolute, String root, String path, boolean directory) {
    boolean directoryOnly = written.length() > 1 && written.endsWith("/");
    if (directoryOnly && !directory) {
      return false;
    }
    String pattern = directoryOnly ? written.substring(0, written.length() - 1) : written;
    boolean anchored = pattern.startsWith("/");
    long slashes = pattern.chars().filter(c -> c == '/').count();
    boolean wild = pattern.matches("(?s).*[*?\\[].*");
    boolean doubleStar = pattern.contains("**");
    boolean head = pattern.startsWith("**");
    String body = anchored ? pattern.substring(1) : pattern;

    String subject;
    if (slashes == 0 && !doubleStar) {
      subject = path.substring(path.lastIndexOf('/') + 1);
    } else if (absolute) {
      subject = root + path;
    } else {
      subject = head ? "/" + path : path;
    }
    if (directory && pattern.endsWith("***")) {
      subject += "/";
    }
    if (!anchored && slashes > 0 && !doubleStar) {
      List<String> parts = Arrays.asList(subject.split("/", -1));
      int n = (int) slashes + 1;
      return parts.size() >= n
          && full(wild, body, String.join("/", parts.subList(parts.size() - n, parts.size())));
    }
    if (full(wild, body, subject)) {
      return true;
    }
    if (!anchored && doubleStar && !head) {
      for (int i = subject.indexOf('/'); i >= 0; i = subject.indexOf('/', i + 1)) {
        if (full(wild, body, subject.substring(i + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean full(boolean wild, String body, String text) {
    return wild ? glob(body, text) && wellFormed(body) : body.equals(text);
  }

  private static boolean wellFormed(String body) {
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '\\' && ++i == body.length()) {
        return false;
      }
      if (c == '[') {
        i = close(body, i);
        if (i < 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where the set that begins here ends, or -1. */
  private static int close(String body, int open) {
    int i = open + 1;
    if (i < body.length() && (body.charAt(i) == '!' || body.charAt(i) == '^')) {
      i++;
    }
    for (int first = i; i < body.length(); i++) {
      if (body.charAt(i) == '\\') {
        i++;
      } else if (body.charAt(i) == ']' && i > first) {
        return i;
      }
    }
    return -1;
  }

  private static boolean glob(String body, String text) {
    if (body.isEmpty()) {
      return text.isEmpty();
    }
    char c = body.charAt(0);
    if (c == '*') {
      int stars = 1;
      while (stars < body.length() && body.charAt(stars) == '*') {
        stars++;
      }
      String rest = body.substring(stars);
      for (int i = 0; i <= text.length(); i++) {
        if (glob(rest, text.substring(i))) {
          return true;
        }
        if (i < text.length() && stars == 1 && text.charAt(i) == '/') {
          return false;
        }
      }
      return false;
    }
    if (text.isEmpty()) {
      return false;
    }
    String left = text.substring(1);
    char t = text.charAt(0);
    return switch (c) {
      case '?' -> t != '/' && glob(body.substring(1), left);
      case '\\' -> body.length() > 1 && t == body.charAt(1) && glob(body.substring(2), left);
      case '[' -> {
        int end = close(body, 0);
        yield end > 0
            && t != '/'
            && inSet(body.substring(1, end), t)
            && glob(body.substring(end + 1), left);
      }
      default -> t == c && glob(body.substring(1), left);
    };
  }

  /** Sets without ranges and classes. */
  private static boolean inSet(String set, char t) {
    boolean negated = set.startsWith("!") || set.startsWith("^");
    boolean in = false;
    for (int i = negated ? 1 : 0; i < set.length(); i++) {
      if (set.charAt(i) == '\\') {
        i++;
      }
      in |= set.charAt(i) == t;
    }
    return in != negated;
  }
}
