package org.jsersync.protocol.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a pattern with wildcards into tokens (05-filters, section 3.4). */
final class GlobCompiler {
  private final byte[] body;
  private int at;

  private GlobCompiler(byte[] body) {
    this.body = body;
  }

  /** The tokens, or null if the pattern is malformed and so never matches anything. */
  static @Nullable List<GlobToken> compile(byte[] body) {
    return new GlobCompiler(body).compile();
  }

  private @Nullable List<GlobToken> compile() {
    List<GlobToken> tokens = new ArrayList<>(body.length);
    while (at < body.length) {
      byte b = body[at++];
      GlobToken token =
          switch (b) {
            case '\\' -> at < body.length ? GlobToken.literal(body[at++]) : null;
            case '?' -> GlobToken.withinName(false);
            case '*' -> stars();
            case '[' -> set();
            default -> GlobToken.literal(b);
          };
      if (token == null) {
        return null;
      }
      tokens.add(token);
    }
    return tokens;
  }

  private GlobToken stars() {
    int first = at;
    while (at < body.length && body[at] == '*') {
      at++;
    }
    return at == first ? GlobToken.withinName(true) : GlobToken.anything();
  }

  private @Nullable GlobToken set() {
    boolean negated = at < body.length && (body[at] == '!' || body[at] == '^');
    if (negated) {
      at++;
    }
    boolean[] members = new boolean[256];
    if (!members(members)) {
      return null;
    }
    for (int i = 0; i < members.length; i++) {
      members[i] ^= negated;
    }
    members['/'] = false;
    return new GlobToken(members, false);
  }

  /** Reads up to and with the closing bracket; false if the set is malformed. */
  private boolean members(boolean[] members) {
    int start = at;
    int previous = -1;
    while (at < body.length && (body[at] != ']' || at == start)) {
      int member = body[at++] & 0xff;
      if (member == '[' && at < body.length && body[at] == ':') {
        int close = indexOf(']', at + 1);
        if (close < 0) {
          return false;
        }
        if (close > at + 1 && body[close - 1] == ':') {
          if (!addClass(members, at + 1, close - 1)) {
            return false;
          }
          at = close + 1;
          previous = -1;
          continue;
        }
      }
      boolean range = member == '-' && previous >= 0 && at < body.length && body[at] != ']';
      if (range) {
        member = body[at++] & 0xff;
      }
      if (member == '\\') {
        if (at == body.length) {
          return false;
        }
        member = body[at++] & 0xff;
      }
      for (int i = range ? previous : member; i <= member; i++) {
        members[i] = true;
      }
      previous = range ? -1 : member;
    }
    return at++ < body.length;
  }

  private int indexOf(char wanted, int from) {
    for (int i = from; i < body.length; i++) {
      if (body[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private boolean addClass(boolean[] members, int from, int to) {
    String name = new String(body, from, to - from, ISO_8859_1);
    CharacterClass named = CharacterClass.named(name);
    if (named == null) {
      return false;
    }
    for (char c = 0; c < 128; c++) {
      members[c] |= named.contains(c);
    }
    return true;
  }
}
