package org.jsersync.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {
  @Test
  void validUtf8IsItself() {
    String text = "a é 数 \ud83d\ude00";
    assertThat(ByteText.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
  }

  /** Lone, truncated, overlong, surrogate; our own private characters; what XML forbids. */
  @ParameterizedTest
  @ValueSource(
      strings = {"ff", "e6", "61e695", "c0af", "eda080", "ef9c80", "ef9fbf", "efbfbe", "efbfbf62"})
  void otherBytesComeBackAsTheyWere(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(ByteText.encode(ByteText.decode(bytes))).isEqualTo(bytes);
  }

  @Test
  void anyBytesComeBackAsTheyWere(TestInfo test) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      assertThat(ByteText.encode(ByteText.decode(bytes)))
          .as("%s, seed %d, round %d", test.getDisplayName(), seed, i)
          .isEqualTo(bytes);
    }
  }
}
