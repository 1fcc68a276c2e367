package org.jsersync.protocol.file;

/**
 * Where struct statx (linux/stat.h, 256 bytes, the same on every machine) keeps what, in words of
 * eight bytes: many small looks into native memory would cost a walk over a million files more than
 * one copy does. Both kinds of machine are little-endian: the first of two halves is the low one.
 *
 * <pre>
 *   2: nlink, uid    3: gid, mode    4: ino    5: size
 *  12: ctime seconds    13: nanos    14: mtime seconds    15: nanos
 *  16: rdev major, minor    17: dev major, minor
 * </pre>
 */
final class StatxLayout {
  private static final int WORDS = 18;

  private StatxLayout() {}

  /** What the call that has just been made with this scratch told. */
  static FileStat read(Scratch scratch) {
    long[] words = scratch.resultWords(WORDS);
    return new FileStat(
        high(words[3]) & 0xffff,
        high(words[2]),
        low(words[3]),
        words[5],
        words[14],
        low(words[15]),
        words[12],
        low(words[13]),
        ((long) low(words[17]) << 32) | Integer.toUnsignedLong(high(words[17])),
        words[4],
        low(words[2]),
        low(words[16]),
        high(words[16]));
  }

  private static int low(long word) {
    return (int) word;
  }

  private static int high(long word) {
    return (int) (word >>> 32);
  }
}
