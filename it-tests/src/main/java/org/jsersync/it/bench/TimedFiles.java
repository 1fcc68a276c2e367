package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Files of 10 to 100 KB that are written at a rate, and when each was closed. Their contents follow
 * from the number, so that they can be checked afterwards.
 */
final class TimedFiles {
  private static final int FOLDERS = 100;
  private static final int SMALLEST = 10_000;
  private static final int LARGEST = 100_000;
  private static final byte[] POOL = pool();

  private final Path root;
  private final String prefix;
  private final long[] closed;

  /**
   * Files to be written.
   *
   * @param prefix first letters of their names, in front of the number
   */
  TimedFiles(Path root, String prefix, int count) {
    this.root = root;
    this.prefix = prefix;
    this.closed = new long[count];
  }

  private static byte[] pool() {
    byte[] pool = new byte[4_000_000];
    new Random(1).nextBytes(pool);
    return pool;
  }

  /** Makes the folders that the files lie in. */
  static void makeFolders(Path root) {
    try {
      for (int i = 0; i < FOLDERS; i++) {
        Files.createDirectories(root.resolve("d" + i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folders", e);
    }
  }

  /** Writes them all, so many a second; one that is late is written at once. */
  void write(int perSecond) {
    long start = System.nanoTime();
    for (int i = 0; i < closed.length; i++) {
      long due = start + i * 1_000_000_000L / perSecond;
      for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
        LockSupport.parkNanos(early);
      }
      try {
        Files.write(path(root, i), content(i));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write file " + i, e);
      }
      closed[i] = System.nanoTime();
    }
  }

  private Path path(Path top, int i) {
    return top.resolve("d" + i % FOLDERS).resolve(prefix + i);
  }

  private static byte[] content(int i) {
    int offset = (int) (i * 7919L % (POOL.length - LARGEST));
    return Arrays.copyOfRange(POOL, offset, offset + size(i));
  }

  /** A file's number, when a name is one of these; else -1. */
  int number(String name) {
    if (!name.startsWith(prefix)) {
      return -1;
    }
    String digits = name.substring(prefix.length());
    boolean ours = !digits.isEmpty() && digits.chars().allMatch(Character::isDigit);
    return ours ? Integer.parseInt(digits) : -1;
  }

  static int size(int i) {
    return SMALLEST + (int) (i * 104_729L % (LARGEST - SMALLEST));
  }

  int count() {
    return closed.length;
  }

  /** When a file was closed, by {@link System#nanoTime}. */
  long closed(int i) {
    return closed[i];
  }

  /** Whether a copy of a file in another tree is whole. */
  boolean sizeIsRight(Path copy, int i) {
    try {
      return Files.size(path(copy, i)) == size(i);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a copy of a file in another tree is what was written. */
  boolean contentIsRight(Path copy, int i) {
    try {
      return Arrays.equals(Files.readAllBytes(path(copy, i)), content(i));
    } catch (IOException e) {
      return false;
    }
  }
}
