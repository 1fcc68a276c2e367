package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 03-transfer, section 6.7; 04-options, section 1.2. */
class CompressionTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(Compression compression) throws RsyncException {
    assertThat(Compression.byWireName(compression.wireName())).isSameAs(compression);
  }

  @Test
  void offersEveryCodecInTheStandardOrder() {
    assertThat(Compression.codecs())
        .extracting(Compression::wireName)
        .containsExactly("zstd", "lz4", "zlibx", "zlib");
  }

  @Test
  void anUnknownNameIsNamed() {
    assertThatThrownBy(() -> Compression.byWireName("brotli"))
        .isInstanceOf(RsyncException.class)
        .hasMessage("unknown compress name: brotli");
  }
}
