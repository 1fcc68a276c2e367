package org.jsersync.daemon.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Some of the bytes that a path can have: all but NUL.
 *
 * @param bytes not to be changed
 */
record ByteSet(BitSet bytes) {
  static final ByteSet SLASH = of('/');

  static final ByteSet ANY = all();

  /** What {@code ?} of rsync's patterns matches. */
  static final ByteSet IN_NAME = ANY.without('/');

  private static final int END = 256;

  /** Runs shorter than this are no range. */
  private static final int SHORTEST_RANGE = 3;

  private static ByteSet all() {
    BitSet bytes = new BitSet(END);
    bytes.set(1, END);
    return new ByteSet(bytes);
  }

  static ByteSet of(int one) {
    BitSet bytes = new BitSet(END);
    bytes.set(one);
    return new ByteSet(bytes);
  }

  /** The chars that an expression for one char matches. */
  static ByteSet matching(Pattern one) {
    BitSet bytes = new BitSet(END);
    for (int b = 1; b < END; b++) {
      bytes.set(b, one.matcher(String.valueOf((char) b)).matches());
    }
    return new ByteSet(bytes);
  }

  private ByteSet without(int one) {
    BitSet rest = (BitSet) bytes.clone();
    rest.clear(one);
    return new ByteSet(rest);
  }

  boolean isEmpty() {
    return bytes.isEmpty();
  }

  boolean hasSlash() {
    return bytes.get('/');
  }

  ByteSet withoutSlash() {
    return without('/');
  }

  /** As rsync's patterns have it; it may not contain the slash, unless that is all. */
  String pattern() {
    if (bytes.cardinality() == 1) {
      return literal((char) bytes.nextSetBit(0));
    }
    if (equals(IN_NAME)) {
      return "?";
    }
    boolean most = bytes.cardinality() > END / 2;
    BitSet listed = (BitSet) bytes.clone();
    if (most) {
      listed.flip(1, END);
      // A set never matches it in any case.
      listed.clear('/');
    }
    return (most ? "[!" : "[") + members(listed) + "]";
  }

  /** What is a wildcard, or a backslash before one, is put in a set. */
  private static String literal(char c) {
    return "*?[\\".indexOf(c) >= 0 ? "[\\" + c + "]" : String.valueOf(c);
  }

  private static String members(BitSet listed) {
    StringBuilder text = new StringBuilder();
    for (int from = listed.nextSetBit(0); from >= 0; ) {
      int to = listed.nextClearBit(from);
      if (to - from >= SHORTEST_RANGE) {
        text.append(member(from)).append('-').append(member(to - 1));
      } else {
        for (int b = from; b < to; b++) {
          text.append(member(b));
        }
      }
      from = listed.nextSetBit(to);
    }
    return text.toString();
  }

  private static String member(int b) {
    boolean plain = b >= 0x80 || Character.isLetterOrDigit(b) || b <= ' ';
    byte[] one = {(byte) b};
    return (plain ? "" : "\\") + new String(one, ISO_8859_1);
  }
}
