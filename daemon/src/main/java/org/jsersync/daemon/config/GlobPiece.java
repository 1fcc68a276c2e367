package org.jsersync.daemon.config;

/**
 * A piece of a pattern of rsync's.
 *
 * @param members the bytes that it takes: without the slash, or nothing but it; of a run, all in a
 *     name, and the slash or not
 * @param run whether it takes any number of them
 */
record GlobPiece(ByteSet members, boolean run) {
  /** Any number of any bytes. */
  static final GlobPiece ANYTHING = new GlobPiece(ByteSet.ANY, true);

  /** Any number of bytes in one name. */
  static final GlobPiece IN_NAME = new GlobPiece(ByteSet.IN_NAME, true);

  static final GlobPiece SLASH = new GlobPiece(ByteSet.SLASH, false);

  static GlobPiece one(ByteSet members) {
    return new GlobPiece(members, false);
  }

  boolean takesSlash() {
    return members.hasSlash();
  }

  /** As it is written. */
  String pattern() {
    return run ? (takesSlash() ? "**" : "*") : members.pattern();
  }
}
