package org.jsersync.protocol.checksum;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** Makes files and changed versions of them, as random as the seed says. */
public final class RandomFiles {
  private final Random random;

  public RandomFiles(Random random) {
    this.random = random;
  }

  /** A file of one of several kinds: noise, two letters, lines of text, long stretches of zeros. */
  public byte[] file(int size) {
    byte[] data = new byte[size];
    switch (random.nextInt(4)) {
      case 0 -> random.nextBytes(data);
      case 1 -> {
        for (int i = 0; i < size; i++) {
          data[i] = (byte) ('a' + random.nextInt(2));
        }
      }
      case 2 -> {
        for (int i = 0; i < size; i++) {
          data[i] =
              (byte)
                  (i % 16 == 15
                      ? '\n'
                      : i % 16 > 10 ? (i >> 4) : "the quick brown ".charAt(i % 16));
        }
      }
      default -> {
        for (int at = 0; at < size; ) {
          int n = Math.min(size - at, 1 + random.nextInt(1 + size / 3));
          if (random.nextBoolean()) {
            byte[] noise = new byte[n];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, data, at, n);
          }
          at += n;
        }
      }
    }
    return data;
  }

  /** The file after some edits: insert, delete, overwrite, move, repeat, truncate, append. */
  public byte[] edit(byte[] file) {
    byte[] now = file;
    for (int edits = random.nextInt(6); edits > 0; edits--) {
      int from = random.nextInt(now.length + 1);
      int to = from + random.nextInt(now.length - from + 1);
      if (random.nextBoolean()) {
        to = Math.min(to, from + 20);
      }
      byte[] fresh = file(random.nextInt(1 + Math.min(5000, now.length)));
      now =
          switch (random.nextInt(7)) {
            case 0 -> join(now, 0, from, fresh, now, from, now.length);
            case 1 -> join(now, 0, from, new byte[0], now, to, now.length);
            case 2 -> join(now, 0, from, file(to - from), now, to, now.length);
            case 3 -> join(now, from, now.length, new byte[0], now, 0, from);
            case 4 ->
                now.length > 4 << 20 ? now : join(now, 0, to, new byte[0], now, from, now.length);
            case 5 -> join(now, 0, from, new byte[0], now, 0, 0);
            default -> join(now, 0, now.length, fresh, now, 0, 0);
          };
    }
    return now;
  }

  private static byte[] join(
      byte[] a, int aFrom, int aTo, byte[] middle, byte[] b, int bFrom, int bTo) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(a, aFrom, aTo - aFrom);
    joined.writeBytes(middle);
    joined.write(b, bFrom, bTo - bFrom);
    return joined.toByteArray();
  }
}
