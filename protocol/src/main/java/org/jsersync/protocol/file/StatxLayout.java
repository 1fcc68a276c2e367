package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;

/** Where struct statx (linux/stat.h, 256 bytes, the same on every machine) keeps what. */
final class StatxLayout {
  private static final long NLINK = 16;
  private static final long UID = 20;
  private static final long GID = 24;
  private static final long MODE = 28;
  private static final long INO = 32;
  private static final long SIZE = 40;
  private static final long CTIME = 96;
  private static final long MTIME = 112;
  private static final long RDEV_MAJOR = 128;
  private static final long RDEV_MINOR = 132;
  private static final long DEV_MAJOR = 136;
  private static final long DEV_MINOR = 140;

  /** Within a timestamp: 64 bit seconds, then 32 bit nanoseconds. */
  private static final long NANOS = 8;

  private StatxLayout() {}

  static int mode(MemorySegment statx) {
    return statx.get(JAVA_SHORT, MODE) & 0xffff;
  }

  static FileStat read(MemorySegment statx) {
    return new FileStat(
        mode(statx),
        statx.get(JAVA_INT, UID),
        statx.get(JAVA_INT, GID),
        statx.get(JAVA_LONG, SIZE),
        statx.get(JAVA_LONG, MTIME),
        statx.get(JAVA_INT, MTIME + NANOS),
        statx.get(JAVA_LONG, CTIME),
        statx.get(JAVA_INT, CTIME + NANOS),
        (long) statx.get(JAVA_INT, DEV_MAJOR) << 32
            | Integer.toUnsignedLong(statx.get(JAVA_INT, DEV_MINOR)),
        statx.get(JAVA_LONG, INO),
        statx.get(JAVA_INT, NLINK),
        statx.get(JAVA_INT, RDEV_MAJOR),
        statx.get(JAVA_INT, RDEV_MINOR));
  }
}
