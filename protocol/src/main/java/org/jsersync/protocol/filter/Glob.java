package org.jsersync.protocol.filter;

import java.util.List;

/**
 * Matches tokens against bytes by carrying the set of all positions in the pattern that can be
 * reached, so the cost is at most (bytes × tokens), whatever the pattern (05-filters, section 3.4).
 * Up to 63 tokens the set is one long, and a byte costs a few instructions.
 */
final class Glob {
  private static final int MAX_SHORT = 63;

  private final GlobToken[] tokens;
  private final boolean afterAnySlash;

  /** Bit i: token i takes exactly one byte, and takes this one. */
  private final long[] steps = new long[256];

  /** Bit i: token i takes any number of bytes, and takes this one. */
  private final long[] stays = new long[256];

  private long runs;

  /**
   * A matcher.
   *
   * @param tokens the pattern
   * @param afterAnySlash whether a match may begin not only at the start, but behind any slash
   */
  Glob(List<GlobToken> tokens, boolean afterAnySlash) {
    this.tokens = tokens.toArray(GlobToken[]::new);
    this.afterAnySlash = afterAnySlash;
    for (int i = 0; i < Math.min(this.tokens.length, MAX_SHORT); i++) {
      GlobToken token = this.tokens[i];
      long bit = 1L << i;
      runs |= token.run() ? bit : 0;
      long[] table = token.run() ? stays : steps;
      for (int b = 0; b < 256; b++) {
        table[b] |= token.members()[b] ? bit : 0;
      }
    }
  }

  /**
   * Whether the pattern matches the whole of: {@code head} from an index on, {@code path} between
   * two indices, and a slash if one is to be added.
   */
  boolean matches(byte[] head, int headFrom, byte[] path, int from, int to, boolean slash) {
    if (tokens.length > MAX_SHORT) {
      return matchesLong(head, headFrom, path, from, to, slash);
    }
    long states = skipRuns(1);
    for (int i = headFrom; i < head.length; i++) {
      states = step(states, head[i]);
    }
    for (int i = from; i < to; i++) {
      states = step(states, path[i]);
    }
    if (slash) {
      states = step(states, (byte) '/');
    }
    return (states & 1L << tokens.length) != 0;
  }

  private long step(long states, byte b) {
    int index = b & 0xff;
    long next = (states & steps[index]) << 1 | (states & stays[index]);
    if (afterAnySlash && b == '/') {
      next |= 1;
    }
    return skipRuns(next);
  }

  /** A run may take nothing. Two runs never stand side by side, so one shift is enough. */
  private long skipRuns(long states) {
    return states | (states & runs) << 1;
  }

  private boolean matchesLong(
      byte[] head, int headFrom, byte[] path, int from, int to, boolean slash) {
    boolean[] states = new boolean[tokens.length + 1];
    states[0] = true;
    skipRunsLong(states);
    for (int i = headFrom; i < head.length; i++) {
      stepLong(states, head[i]);
    }
    for (int i = from; i < to; i++) {
      stepLong(states, path[i]);
    }
    if (slash) {
      stepLong(states, (byte) '/');
    }
    return states[tokens.length];
  }

  private void stepLong(boolean[] states, byte b) {
    for (int i = tokens.length; i > 0; i--) {
      boolean stays = i < tokens.length && states[i] && tokens[i].run() && tokens[i].takes(b);
      states[i] = stays || (states[i - 1] && !tokens[i - 1].run() && tokens[i - 1].takes(b));
    }
    boolean stays = states[0] && tokens[0].run() && tokens[0].takes(b);
    states[0] = stays || (afterAnySlash && b == '/');
    skipRunsLong(states);
  }

  private void skipRunsLong(boolean[] states) {
    for (int i = 0; i < tokens.length; i++) {
      states[i + 1] |= states[i] && tokens[i].run();
    }
  }
}
