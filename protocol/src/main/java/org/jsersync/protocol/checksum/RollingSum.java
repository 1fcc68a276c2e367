package org.jsersync.protocol.checksum;

/**
 * The weak sum of a block (03-transfer, section 4.1): with bytes taken as signed and n bytes
 * x[0]…x[n−1], {@code s1 = Σ x[i]} and {@code s2 = Σ (n−i)·x[i]}, 16 bits each, s2 on top.
 */
public final class RollingSum {
  private RollingSum() {}

  /** The weak sum of these bytes. */
  public static int of(byte[] data, int offset, int length) {
    int s1 = 0;
    int s2 = 0;
    for (int i = 0; i < length; i++) {
      s1 += data[offset + i];
      s2 += (length - i) * data[offset + i];
    }
    return pack(s1, s2);
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
