package org.jsersync.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 01-session, section 4.3; 03-transfer, section 4.2. */
class DigestTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsName(Digest digest) throws RsyncException {
    assertThat(Digest.byWireName(digest.wireName())).isSameAs(digest);
  }

  @Test
  void xxhashIsAnotherNameOfXxh64() throws RsyncException {
    assertThat(Digest.byWireName("xxhash")).isSameAs(Digest.XXH64);
  }

  @Test
  void offersXxh64InTheStandardOrder() {
    assertThat(Digest.offered())
        .extracting(Digest::wireName)
        .containsExactly("xxh64", "md5", "sha1");
  }

  @Test
  void anUnknownNameIsNamed() {
    assertThatThrownBy(() -> Digest.byWireName("crc32"))
        .isInstanceOf(RsyncException.class)
        .hasMessage("unknown checksum name: crc32");
  }
}
