package org.jsersync.protocol.filter;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule's pattern, made ready for comparing with paths (05-filters, sections 3.1 and 3.2). */
final class PathPattern {
  private static final byte[] NOTHING = {};
  private static final byte[] SLASH = {'/'};

  private final boolean absolute;
  private final boolean directoryOnly;
  private final boolean anchored;
  private final int slashes;
  private final boolean doubleStar;
  private final boolean doubleStarHead;
  private final boolean tripleStarEnd;
  private final byte[] body;
  private final boolean wild;

  /** Null if there are no wildcards, or if they are malformed. */
  private final @Nullable Glob glob;

  /**
   * Prepares a pattern.
   *
   * @param text as written, a slash at its end included
   * @param absolute whether it is compared with the full path
   */
  PathPattern(byte[] text, boolean absolute) {
    this.absolute = absolute;
    directoryOnly = text.length > 1 && text[text.length - 1] == '/';
    byte[] pattern = directoryOnly ? Arrays.copyOf(text, text.length - 1) : text;
    anchored = pattern.length > 0 && pattern[0] == '/';
    int count = 0;
    boolean wildcard = false;
    boolean two = false;
    for (int i = 0; i < pattern.length; i++) {
      byte b = pattern[i];
      count += b == '/' ? 1 : 0;
      wildcard |= isWildcard(b);
      two |= b == '*' && i > 0 && pattern[i - 1] == '*';
    }
    slashes = count;
    wild = wildcard;
    doubleStar = two;
    doubleStarHead = two && pattern[0] == '*' && pattern[1] == '*';
    tripleStarEnd = two && endsWithThreeStars(pattern);
    body = anchored ? Arrays.copyOfRange(pattern, 1, pattern.length) : pattern;
    List<GlobToken> tokens = wild ? GlobCompiler.compile(body) : null;
    glob = tokens == null ? null : new Glob(tokens, !anchored && doubleStar && !doubleStarHead);
  }

  static boolean isWildcard(byte b) {
    return b == '*' || b == '?' || b == '[';
  }

  private static boolean endsWithThreeStars(byte[] pattern) {
    int n = pattern.length;
    return n >= 3 && pattern[n - 1] == '*' && pattern[n - 2] == '*' && pattern[n - 3] == '*';
  }

  /**
   * Whether the pattern matches.
   *
   * @param root the full path of the transfer's root without its leading slash and with one at the
   *     end; empty if the root is "/"
   * @param path the path in the transfer
   * @param length how many bytes of it count
   * @param name where its last component begins
   */
  boolean matches(byte[] root, byte[] path, int length, int name, boolean directory) {
    if (directoryOnly && !directory) {
      return false;
    }
    if (slashes == 0 && !doubleStar) {
      return wild
          ? glob != null && glob.matches(NOTHING, 0, path, name, length, false)
          : Arrays.equals(body, 0, body.length, path, name, length);
    }
    byte[] head = absolute ? root : doubleStarHead ? SLASH : NOTHING;
    if (!wild) {
      return matchesLiterally(head, path, length);
    }
    if (glob == null) {
      return false;
    }
    int start = anchored || doubleStar ? 0 : startOfLast(slashes, head, path, length);
    if (start < 0) {
      return false;
    }
    int headFrom = Math.min(start, head.length);
    return glob.matches(head, headFrom, path, start - headFrom, length, directory && tripleStarEnd);
  }

  private boolean matchesLiterally(byte[] head, byte[] path, int length) {
    int start = head.length + length - body.length;
    if (anchored ? start != 0 : start < 0) {
      return false;
    }
    for (int i = body.length - 1; i >= 0; i--) {
      if (body[i] != at(start + i, head, path)) {
        return false;
      }
    }
    return start == 0 || at(start - 1, head, path) == '/';
  }

  /** Where the last components with so many slashes between them begin, or -1. */
  private static int startOfLast(int slashes, byte[] head, byte[] path, int length) {
    int missing = slashes;
    for (int i = head.length + length - 1; i >= 0; i--) {
      if (at(i, head, path) == '/' && missing-- == 0) {
        return i + 1;
      }
    }
    return missing == 0 ? 0 : -1;
  }

  private static byte at(int index, byte[] head, byte[] path) {
    return index < head.length ? head[index] : path[index - head.length];
  }
}
