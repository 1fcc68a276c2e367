package org.jsersync.protocol.checksum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jsersync.protocol.token.WireBytes.hex;

import java.util.HexFormat;
import java.util.Random;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.session.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of 03-transfer, section 4.2. */
class ChecksumsTest {
  private static final byte[] FOX = "The quick brown fox jumps over the lazy dog".getBytes(UTF_8);
  private static final int SEED_FIRST = 0x20;

  @ParameterizedTest
  @CsvSource({
    // protocol, compat flags, name, negotiated; sums for the seeds 1, -5, 0x12345678
    "31, 0x20, md5, false, 052725f1a17f23dc9d5d48468b262787, a0ba85872a58ecc7c8a6bf9a028d154e,"
        + " 9945c8db4f69b39b330ef0200331810b",
    "31, 0x00, md5, true, 052725f1a17f23dc9d5d48468b262787, a0ba85872a58ecc7c8a6bf9a028d154e,"
        + " 9945c8db4f69b39b330ef0200331810b",
    "30, 0x00, md5, false, f051d1317e6069afd03640080ca01411, c82abc55cf6f3ffa03c0121c41468809,"
        + " e52b4f51c2cea0f0786302cbe452e9fa",
    "30, 0x00, md4, true, 189a4f8befba86684bb95c7a8c3cebb2, 4389ae719c85d0f2e0275475b0c810d2,"
        + " 3b936e67ac8d691ecfcc4d1f465d0521",
    "31, 0x20, md4, true, 189a4f8befba86684bb95c7a8c3cebb2, 4389ae719c85d0f2e0275475b0c810d2,"
        + " 3b936e67ac8d691ecfcc4d1f465d0521",
    "32, 0x20, sha1, true, a33a33b4ca716e5bcd53b1c5b2779878ab13830b,"
        + " 0d8d4c2c90feef5884171bcf84528644604352a2, b2dccf38d28c0ef6ee4fd2016a0dbf0128a926bc",
    "32, 0x20, xxh64, true, dbc6d2dab69150df, fb559592e6820435, b988341b28984002",
    "32, 0x20, xxhash, true, dbc6d2dab69150df, fb559592e6820435, b988341b28984002",
    "32, 0x20, xxh3, true, 4aad5fb51082091e, bbf657c913fb0d3b, f40b7ffe3f303b58",
    "32, 0x20, xxh128, true, c1bbf07c09f2d804af7fa46e7d6d771b, 6115b3c0cf2df0615f8512cfb3aea93c,"
        + " b7382b16ee5d5bfcf82e4626c978aa0a",
  })
  void blockSums(
      int protocol, String flags, String name, boolean negotiated, String a, String b, String c)
      throws Exception {
    int compat = Integer.decode(flags);
    assertBlockSum(
        new Dialect(protocol, compat, Digest.byWireName(name), negotiated, Compression.NONE, 1), a);
    assertBlockSum(
        new Dialect(protocol, compat, Digest.byWireName(name), negotiated, Compression.NONE, -5),
        b);
    assertBlockSum(
        new Dialect(
            protocol, compat, Digest.byWireName(name), negotiated, Compression.NONE, 0x12345678),
        c);
  }

  private static void assertBlockSum(Dialect dialect, String expected) throws RsyncException {
    BlockHasher hasher = Checksums.of(dialect).newBlockHasher();
    byte[] room = new byte[FOX.length + 7];
    System.arraycopy(FOX, 0, room, 3, FOX.length);
    byte[] sum = hex(expected);
    for (int round = 0; round < 2; round++) {
      hasher.hash(room, 3, FOX.length);
      for (int length = 1; length <= sum.length; length++) {
        byte[] stored = new byte[sum.length + 5];
        System.arraycopy(sum, 0, stored, 5, length);
        assertThat(hasher.matches(stored, 5, length)).as(dialect + ", %d bytes", length).isTrue();
        stored[5 + length - 1] ^= 1;
        assertThat(hasher.matches(stored, 5, length)).as(dialect + ", flipped bit").isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "31, md5, true, 9e107d9d372bb6826bd81d3542a419d6, d41d8cd98f00b204e9800998ecf8427e",
    "30, md5, false, 9e107d9d372bb6826bd81d3542a419d6, d41d8cd98f00b204e9800998ecf8427e",
    "31, md4, true, 1bee69a46ba811185c194762abaeae90, 31d6cfe0d16ae931b73c59d7e0c089c0",
    "32, sha1, true, 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12,"
        + " da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "32, xxh64, true, bc71da1f362d240b, 99e9d85137db46ef",
    "32, xxh3, true, 65b38f41a5197dce, c294d3380580062d",
    "32, xxh128, true, 51768a3a2ecca124fae7a35c2050d6dd, 7f498d4624c30160d8984701d306aa99",
    "32, none, true, 00, 00",
  })
  void fileSums(int protocol, String name, boolean negotiated, String fox, String empty)
      throws Exception {
    Checksums sums =
        Checksums.of(
            new Dialect(
                protocol, SEED_FIRST, Digest.byWireName(name), negotiated, Compression.NONE, 1));
    FileHasher hasher = sums.newFileHasher();
    assertThat(sums.length()).isEqualTo(empty.length() / 2);
    assertThat(HexFormat.of().formatHex(hasher.digest())).isEqualTo(empty);

    hasher.begin(0);
    hasher.update(FOX, 0, 10);
    hasher.update(FOX, 10, FOX.length - 10);
    assertThat(HexFormat.of().formatHex(hasher.digest())).isEqualTo(fox);

    hasher.begin(0);
    assertThat(HexFormat.of().formatHex(hasher.digest())).isEqualTo(empty);
  }

  @ParameterizedTest
  @CsvSource({"md5", "sha1", "xxh64", "xxh3", "xxh128"})
  void aFileSumDoesNotDependOnThePieces(String name) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] data = new byte[100_000];
    random.nextBytes(data);
    FileHasher hasher =
        Checksums.of(
                new Dialect(32, SEED_FIRST, Digest.byWireName(name), true, Compression.NONE, 1))
            .newFileHasher();
    hasher.update(data, 0, data.length);
    byte[] whole = hasher.digest();
    hasher.begin(0);
    for (int at = 0; at < data.length; ) {
      int n = Math.min(data.length - at, random.nextInt(3000));
      hasher.update(data, at, n);
      at += n;
    }
    assertThat(hasher.digest()).as("seed %d", seed).isEqualTo(whole);
  }

  /** XXH64 is left to machine code when there is much to sum up. */
  @Test
  void xxh64IsTheSameForMuchData() {
    long seed = new Random().nextLong();
    byte[] data = new byte[100_000];
    new Random(seed).nextBytes(data);
    Xxh64.File little = new Xxh64.File();
    Xxh64.File much = new Xxh64.File();
    for (int i = 0; i < 2; i++) {
      little.begin(data.length);
      much.begin(Xxh64.MUCH);
      little.update(data, 1, data.length - 1);
      much.update(data, 1, 70);
      much.update(data, 71, data.length - 71);
      assertThat(much.digest()).as("seed %d", seed).isEqualTo(little.digest());
    }

    Xxh64.Block busy = new Xxh64.Block(-5);
    for (long done = 0; done < Xxh64.MUCH; done += data.length) {
      busy.hash(data, 0, data.length);
    }
    byte[] sum = HexFormat.of().parseHex("fb559592e6820435");
    busy.hash(FOX, 0, FOX.length);
    assertThat(busy.matches(sum, 0, 8)).as("the sum of the vectors above").isTrue();
  }

  @Test
  void noneMatchesNoBlock() throws Exception {
    BlockHasher hasher =
        Checksums.of(new Dialect(32, 0, Digest.NONE, true, Compression.NONE, 1)).newBlockHasher();
    hasher.hash(FOX, 0, FOX.length);
    assertThat(hasher.matches(new byte[16], 0, 0)).isFalse();
  }
}
