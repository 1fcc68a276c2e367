package org.jsersync.protocol.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The weak sum of a block (03-transfer, section 4.1): with bytes taken as signed and n bytes
 * x[0]…x[n−1], {@code s1 = Σ x[i]} and {@code s2 = Σ (n−i)·x[i]}, 16 bits each, s2 on top.
 */
public final class RollingSum {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes summed up in lanes of 16 bits before a lane could overflow. */
  private static final int STRIDE = 128;

  private static final long SIGNS = 0x8080808080808080L;
  private static final long EVEN_BYTES = 0x00ff00ff00ff00ffL;
  private static final long EVEN_LANES = 0x0000ffff0000ffffL;

  private RollingSum() {}

  /** The weak sum of these bytes. */
  public static int of(byte[] data, int offset, int length) {
    // Eight bytes at a time. Lanes cannot be negative, so each byte is taken as u = x + 128, and
    // what that adds is subtracted at the end.
    int s1 = 0;
    int s2 = 0;
    int i = 0;
    for (; i + STRIDE <= length; i += STRIDE) {
      // Lanes: the sums over bytes 0, 2, 4, 6 and 1, 3, 5, 7 of all words; and the sums of those.
      long even = 0;
      long odd = 0;
      long evenSums = 0;
      long oddSums = 0;
      // Four words a turn: the quick compiler does not unroll loops.
      int end = offset + i + STRIDE;
      for (int at = offset + i; at < end; at += 32) {
        long word = (long) LONG.get(data, at) ^ SIGNS;
        even += word & EVEN_BYTES;
        odd += (word >>> 8) & EVEN_BYTES;
        evenSums += even;
        oddSums += odd;
        word = (long) LONG.get(data, at + 8) ^ SIGNS;
        even += word & EVEN_BYTES;
        odd += (word >>> 8) & EVEN_BYTES;
        evenSums += even;
        oddSums += odd;
        word = (long) LONG.get(data, at + 16) ^ SIGNS;
        even += word & EVEN_BYTES;
        odd += (word >>> 8) & EVEN_BYTES;
        evenSums += even;
        oddSums += odd;
        word = (long) LONG.get(data, at + 24) ^ SIGNS;
        even += word & EVEN_BYTES;
        odd += (word >>> 8) & EVEN_BYTES;
        evenSums += even;
        oddSums += odd;
      }
      // Byte j of word k counts 128 − 8k − j times, the sums of sums have it 16 − k times.
      int behind = fourLanes(even, 0x0000_0002_0004_0006L) + fourLanes(odd, 0x0001_0003_0005_0007L);
      s2 += STRIDE * s1 + 8 * eightLanes(evenSums, oddSums) - behind;
      s1 += fourLanes(even + odd, 0x0001_0001_0001_0001L);
    }
    for (; i < length; i++) {
      s1 += data[offset + i] + 128;
      s2 += s1;
    }
    return pack(s1 - 128 * length, s2 - (int) (64L * length * (length + 1L)));
  }

  /** The sum of all lanes, each times its factor, if that fits a lane; the factors in reverse. */
  private static int fourLanes(long lanes, long factors) {
    return (int) ((lanes * factors) >>> 48);
  }

  private static int eightLanes(long a, long b) {
    long two =
        (a & EVEN_LANES) + ((a >>> 16) & EVEN_LANES) + (b & EVEN_LANES) + ((b >>> 16) & EVEN_LANES);
    return (int) (two + (two >>> 32));
  }

  /** The same sum with one byte less in front and one more at the end. */
  public static int roll(int weak, int length, byte out, byte in) {
    int s1 = s1(weak) + in - out;
    return pack(s1, s2(weak) + s1 - length * out);
  }

  static int pack(int s1, int s2) {
    return (s1 & 0xffff) | (s2 << 16);
  }

  static int s1(int weak) {
    return weak & 0xffff;
  }

  static int s2(int weak) {
    return weak >>> 16;
  }
}
