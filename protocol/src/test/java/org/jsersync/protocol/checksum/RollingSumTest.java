package org.jsersync.protocol.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The weak sum, by the vectors of 03-transfer, section 4.1. */
class RollingSumTest {
  @Test
  void vectors() {
    assertThat(weak()).isZero();
    assertThat(weak(0x7f)).isEqualTo(0x007f007f);
    assertThat(weak(0x80)).isEqualTo(0xff80ff80);
    assertThat(weak(0xff)).isEqualTo(0xffffffff);
    assertThat(weak("abc".getBytes(US_ASCII))).isEqualTo(0x024a0126);
    assertThat(weak(generate(256, i -> i))).isEqualTo(0x6a80ff80);
    assertThat(weak(generate(700, i -> 0xff))).isEqualTo(0x419afd44);
    assertThat(weak(generate(700, i -> 0x80))).isEqualTo(0xcd00a200);
    assertThat(weak(generate(700, i -> i))).isEqualTo(0x58d607aa);
    assertThat(weak(generate(131_071, i -> 0x7f))).isEqualTo(0x0000ff81);
    assertThat(weak(generate(131_072, i -> i * 7 + (i >> 8)))).isEqualTo(0x80000000);
    assertThat(weak("The quick brown fox jumps over the lazy dog".getBytes(US_ASCII)))
        .isEqualTo(0x5ba20fd9);
  }

  @Test
  void rollingGivesTheSameAsSummingAnew() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] data = new byte[5000];
    random.nextBytes(data);
    for (int length : new int[] {1, 2, 7, 700, 4096}) {
      int weak = RollingSum.of(data, 0, length);
      for (int at = 0; at + length < data.length; at++) {
        weak = RollingSum.roll(weak, length, data[at], data[at + length]);
        assertThat(weak)
            .as("seed %d, length %d, at %d", seed, length, at + 1)
            .isEqualTo(RollingSum.of(data, at + 1, length));
      }
    }
  }

  /** Eight bytes at a time or one by one: the definition decides. */
  @Test
  void sumsOfEveryLengthFollowTheDefinition() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] data = new byte[3000];
    random.nextBytes(data);
    for (int length = 0; length < 1100; length++) {
      int offset = random.nextInt(1000);
      byte[] block = Arrays.copyOfRange(data, offset, offset + length);
      assertThat(RollingSum.of(data, offset, length))
          .as("seed %d, offset %d, length %d", seed, offset, length)
          .isEqualTo(BasisSigner.weak(block));
    }
  }

  private static int weak(int... bytes) {
    return weak(generate(bytes.length, i -> bytes[i]));
  }

  private static int weak(byte[] block) {
    byte[] room = new byte[block.length + 2];
    Arrays.fill(room, (byte) 99);
    System.arraycopy(block, 0, room, 1, block.length);
    return RollingSum.of(room, 1, block.length);
  }

  private static byte[] generate(int length, java.util.function.IntUnaryOperator value) {
    byte[] block = new byte[length];
    for (int i = 0; i < length; i++) {
      block[i] = (byte) value.applyAsInt(i);
    }
    return block;
  }
}
