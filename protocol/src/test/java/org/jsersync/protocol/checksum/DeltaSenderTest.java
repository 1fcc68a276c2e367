package org.jsersync.protocol.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jsersync.protocol.token.WireBytes.hex;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.token.PlainTokenReader;
import org.jsersync.protocol.token.ReferenceReceiver;
import org.jsersync.protocol.token.TokenWriters;
import org.jsersync.protocol.token.WireBytes;
import org.jsersync.protocol.wire.WireOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search and its plain tokens (03-transfer, sections 5 and 11). */
class DeltaSenderTest {
  private static final byte[] OLD = lines(-1);
  private static final byte[] NEW = lines(100);

  /** The files of section 11: 200 lines, of which one may be in capitals. */
  static byte[] lines(int capital) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String line = " the quick brown fox jumps over the lazy dog.\n";
      text.append("%04d".formatted(i)).append(i == capital ? line.toUpperCase(Locale.ROOT) : line);
    }
    return text.toString().getBytes(US_ASCII);
  }

  /** Section 11.1: the answer to the request, without its item. */
  @Test
  void sendsTheBytesOfTheDumpToARsync309() throws Exception {
    byte[] request =
        hex(
            """
            0f000000 bc020000 02000000 c8000000
            25ef7bfb4fb2 47effd33c60f 57ef514b18ca 67efa562e48f 89ef178d1147
            87ef458a287c a9efc7c2aea4 4defe351b085 4befe7390651 6def596471f1
            6bef8761163a 8def099a22e8 9def5db17010 adefb1c88531 8a4462cefccb\
            """);
    Dialect dialect = new Dialect(30, 0x0e, Digest.MD5, false, Compression.NONE, 1);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(
        hex("ffffffff feffffff fdffffff fcffffff fbffffff faffffff f9ffffff bc020000"));
    expected.write(NEW, 4900, 700);
    expected.writeBytes(
        hex("f7ffffff f6ffffff f5ffffff f4ffffff f3ffffff f2ffffff f1ffffff 00000000"));

    Sent sent = send(dialect, signature(request), NEW, false);

    assertThat(sent.tokens).isEqualTo(expected.toByteArray());
    assertThat(sent.result.fileSum()).isEqualTo(hex("16e10c011a56c6a305ff38f1b0ed8cf1"));
    assertThat(sent.result.literal()).isEqualTo(700);
    assertThat(sent.result.matched()).isEqualTo(9300);
    assertThat(sent.result.complete()).isTrue();
  }

  /** Section 11.2: the same file with xxh128. */
  @Test
  void findsTheBlocksOfTheDumpToARsync350() throws Exception {
    byte[] request =
        hex(
            """
            0f000000 bc020000 02000000 c8000000
            25ef7bfb06aa 47effd334d89 57ef514b0f6c 67efa562a3b4 89ef178df405
            87ef458a2e55 a9efc7c26d2b 4defe3511a9f 4befe7399dc7 6def59649fab
            6bef876173a2 8def099af9e3 9def5db1ed94 adefb1c82548 8a4462ce8894\
            """);
    Dialect dialect = new Dialect(32, 0x1fe, Digest.XXH128, true, Compression.NONE, 1);

    Sent sent = send(dialect, signature(request), NEW, false);

    assertThat(sent.result.fileSum()).isEqualTo(hex("1692a68a1f080df5cdbbbcc2613f19aa"));
    assertThat(sent.result.literal()).isEqualTo(700);
  }

  private static Signature signature(byte[] request) throws RsyncException {
    var in = WireBytes.splitInput(request, new Random(1));
    return Signature.of(SumHead.read(in), in, 16);
  }

  @Test
  void sendsAnEmptyFile() throws Exception {
    BasisSigner signer = new BasisSigner("md5");
    for (byte[] basis : List.of(new byte[0], OLD)) {
      Sent sent = send(signer.dialect(31, "none"), signer.sign(basis, 700, 2), new byte[0], false);
      assertThat(sent.tokens).isEqualTo(hex("00000000"));
      assertThat(sent.result.fileSum()).isEqualTo(hex("d41d8cd98f00b204e9800998ecf8427e"));
    }
  }

  @Test
  void findsWhatAnInsertionShifted() throws Exception {
    byte[] basis = new byte[1_000_000];
    new Random(1).nextBytes(basis);
    byte[] changed = Arrays.copyOf(basis, basis.length + 3);
    System.arraycopy(basis, 500_500, changed, 500_503, basis.length - 500_500);

    for (boolean inplace : new boolean[] {false, true}) {
      BasisSigner signer = new BasisSigner("xxh128");
      Sent sent = send(signer.dialect(31, "none"), signer.sign(basis, 1000, 2), changed, inplace);
      assertThat(sent.result.literal()).isEqualTo(inplace ? 500_003 : 1003);
    }
  }

  /** Section 5.5: a block that was overwritten may not be used, one that lies ahead may. */
  @Test
  void inPlaceUsesOnlyBlocksThatLieAhead() throws Exception {
    byte[] basis = new byte[4000];
    new Random(1).nextBytes(basis);
    byte[] turned = new byte[4000];
    System.arraycopy(basis, 2000, turned, 0, 2000);
    System.arraycopy(basis, 0, turned, 2000, 2000);
    BasisSigner signer = new BasisSigner("md5");
    Dialect dialect = signer.dialect(31, "none");

    assertThat(send(dialect, signer.sign(basis, 1000, 16), turned, false).result.literal())
        .isZero();
    assertThat(send(dialect, signer.sign(basis, 1000, 16), turned, true).result.literal())
        .isEqualTo(2000);
  }

  /** The receiver does not write over a block that stays where it is, so it may be used again. */
  @Test
  void inPlaceUsesUnmovedBlocksAgain() throws Exception {
    byte[] basis = new byte[2000];
    new Random(1).nextBytes(basis);
    byte[] content = Arrays.copyOf(basis, 3000);
    System.arraycopy(basis, 0, content, 2000, 1000);
    BasisSigner signer = new BasisSigner("md5");

    Sent sent = send(signer.dialect(31, "none"), signer.sign(basis, 1000, 16), content, true);

    assertThat(sent.tokens).isEqualTo(hex("ffffffff feffffff ffffffff 00000000"));
  }

  /** A block at its own place makes the receiver seek instead of write. */
  @Test
  void inPlacePrefersTheUnmovedBlock() throws Exception {
    // Blocks 1 and 3 are zeros; behind block 2 comes a block of zeros, at the place of block 1.
    byte[] basis = new byte[4000];
    byte[] noise = new byte[1000];
    new Random(1).nextBytes(noise);
    System.arraycopy(noise, 500, basis, 0, 500);
    System.arraycopy(noise, 0, basis, 2000, 1000);
    byte[] content = Arrays.copyOf(noise, 2000);
    BasisSigner signer = new BasisSigner("md5");
    Dialect dialect = signer.dialect(31, "none");

    assertThat(send(dialect, signer.sign(basis, 1000, 16), content, true).tokens)
        .isEqualTo(hex("fdffffff feffffff 00000000"));
    assertThat(send(dialect, signer.sign(basis, 1000, 16), content, false).tokens)
        .isEqualTo(hex("fdffffff fcffffff 00000000"));
  }

  @Test
  void prefersTheBlockBehindThePreviousOne() throws Exception {
    BasisSigner signer = new BasisSigner("md5");
    byte[] zeros = new byte[4000];
    Sent sent = send(signer.dialect(31, "none"), signer.sign(zeros, 1000, 16), zeros, false);
    assertThat(sent.tokens).isEqualTo(hex("ffffffff feffffff fdffffff fcffffff 00000000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5", "xxh128"})
  void smallFilesAreRebuiltAndNothingIsSentThatABlockHas(String checksum) throws Exception {
    BasisSigner signer = new BasisSigner(checksum);
    Dialect dialect = signer.dialect(31, "none");
    long base = new Random().nextLong();
    for (long seed = base; seed < base + 3000; seed++) {
      Random random = new Random(seed);
      RandomFiles files = new RandomFiles(random);
      byte[] basis = files.file(random.nextInt(300));
      byte[] content = files.edit(basis);
      int blockLength = 1 + random.nextInt(random.nextBoolean() ? 8 : 120);
      boolean inplace = random.nextBoolean();
      Signature signature = signer.sign(basis, blockLength, 16);

      Sent sent = send(dialect, signature, content, inplace);

      String what = "seed %d, block length %d, in place %b".formatted(seed, blockLength, inplace);
      assertThat(rebuild(sent, signature, basis, inplace)).as(what).isEqualTo(content);
      assertThat(sent.result.literal())
          .as(what)
          .isEqualTo(literalByBruteForce(signature.head(), basis, content, inplace));
    }
  }

  /** What changed in place is found while the receiver still sums up. */
  @Test
  void goesAheadOfTheSumsThatAreStillToCome() throws Exception {
    BasisSigner signer = new BasisSigner("xxh128");
    Dialect dialect = signer.dialect(31, "none");
    long base = new Random().nextLong();
    for (long seed = base; seed < base + 3000; seed++) {
      Random random = new Random(seed);
      int blockLength = 1 + random.nextInt(50);
      byte[] basis = new RandomFiles(random).file(random.nextInt(60 * blockLength));
      byte[] content =
          random.nextInt(4) == 0
              ? new RandomFiles(random).edit(basis)
              : changedInPlace(basis, blockLength, random);
      Signature signature = signer.signSlowly(basis, blockLength, 16, random);

      Sent sent = send(dialect, signature, content, false);

      String what = "seed %d, block length %d".formatted(seed, blockLength);
      assertThat(rebuild(sent, signature, basis, false)).as(what).isEqualTo(content);
      assertThat(sent.result.literal() + sent.result.matched()).isEqualTo(content.length);
    }
  }

  /** Blocks that were overwritten with other blocks are no literals, wherever those stand. */
  @Test
  void aBlockThatTookTheContentOfALaterOneIsFound() throws Exception {
    byte[] basis = new byte[20_000];
    new Random(1).nextBytes(basis);
    byte[] content = basis.clone();
    System.arraycopy(basis, 15_000, content, 3000, 1000);
    content[7500]++;
    BasisSigner signer = new BasisSigner("xxh128");
    Signature signature = signer.signSlowly(basis, 1000, 8, new Random(1));

    Sent sent = send(signer.dialect(31, "none"), signature, content, false);

    assertThat(sent.result.literal()).isEqualTo(1000);
    assertThat(rebuild(sent, signature, basis, false)).isEqualTo(content);
  }

  /** Random bytes, or the content of another block, over some blocks. */
  private static byte[] changedInPlace(byte[] basis, int blockLength, Random random) {
    byte[] content = basis.clone();
    for (int i = random.nextInt(6); i > 0 && basis.length >= blockLength; i--) {
      int to = random.nextInt(basis.length / blockLength) * blockLength;
      int from = random.nextInt(basis.length / blockLength) * blockLength;
      if (random.nextBoolean()) {
        System.arraycopy(basis, from, content, to, blockLength);
      } else {
        content[to + random.nextInt(blockLength)]++;
      }
    }
    return content;
  }

  @Test
  void largeFilesAreRebuilt() throws Exception {
    BasisSigner signer = new BasisSigner("xxh128");
    Dialect dialect = signer.dialect(31, "none");
    long base = new Random().nextLong();
    for (long seed = base; seed < base + 60; seed++) {
      Random random = new Random(seed);
      RandomFiles files = new RandomFiles(random);
      byte[] basis = files.file(random.nextInt(4 << 20));
      byte[] content = files.edit(basis);
      int blockLength = 1 + random.nextInt(random.nextBoolean() ? 5000 : 1 << 17);
      boolean inplace = random.nextBoolean();
      Signature signature = signer.sign(basis, blockLength, 8);

      Sent sent = send(dialect, signature, content, inplace);

      assertThat(Arrays.equals(rebuild(sent, signature, basis, inplace), content))
          .as("seed %d, block length %d, in place %b", seed, blockLength, inplace)
          .isTrue();
      assertThat(sent.result.literal() + sent.result.matched()).isEqualTo(content.length);
    }
  }

  /** A greedy search that compares content instead of sums: what our search must not exceed. */
  private static long literalByBruteForce(
      SumHead head, byte[] basis, byte[] content, boolean inplace) {
    long literal = 0;
    Set<Integer> unmoved = new HashSet<>();
    for (int at = 0; at < content.length; ) {
      int length = 0;
      for (int block = 0; block < head.count(); block++) {
        int from = (int) head.start(block);
        int n = head.length(block);
        boolean fits =
            n == head.blockLength() ? at + n <= content.length : at + n == content.length;
        if (fits
            && !(inplace && from < at && !unmoved.contains(block))
            && Arrays.equals(content, at, at + n, basis, from, from + n)) {
          length = n;
          if (from == at) {
            unmoved.add(block);
          }
        }
      }
      literal += length == 0 ? 1 : 0;
      at += Math.max(1, length);
    }
    return literal;
  }

  /** Section 8: what is missing goes out as zeros, and the caller is told. */
  @Test
  void aSourceThatEndsTooSoonIsFilledUp() throws Exception {
    BasisSigner signer = new BasisSigner("md5");
    Dialect dialect = signer.dialect(31, "none");
    for (byte[] basis : List.of(new byte[0], OLD)) {
      Signature signature = signer.sign(basis, 700, 16);
      Sent sent = send(dialect, signature, source(OLD), OLD.length + 5000, false);
      assertThat(sent.result.complete()).isFalse();
      assertThat(sent.result.failure()).isNull();
      assertThat(rebuild(sent, signature, basis, false))
          .isEqualTo(Arrays.copyOf(OLD, OLD.length + 5000));
    }
  }

  @Test
  void aSourceThatFailsIsFilledUpAndSaysWhy() throws Exception {
    IOException broken = new IOException("Input/output error");
    ContentSource content = source(OLD);
    ContentSource failing =
        (buffer, offset, length) -> {
          int n = content.read(buffer, offset, Math.min(length, 1000));
          if (n < 0) {
            throw broken;
          }
          return n;
        };
    BasisSigner signer = new BasisSigner("md5");
    Sent sent = send(signer.dialect(31, "none"), Signature.EMPTY, failing, OLD.length + 1, false);
    assertThat(sent.result.complete()).isFalse();
    assertThat(sent.result.failure()).isSameAs(broken);
    assertThat(rebuild(sent, Signature.EMPTY, new byte[0], false))
        .isEqualTo(Arrays.copyOf(OLD, OLD.length + 1));
  }

  @Test
  void aSourceMayCancelTheSession() {
    RsyncException cancelled = new RsyncException(RsyncException.Kind.CANCELLED, "stop");
    BasisSigner signer = new BasisSigner("md5");
    assertThatThrownBy(
            () ->
                send(
                    signer.dialect(31, "none"),
                    Signature.EMPTY,
                    (buffer, offset, length) -> {
                      throw cancelled;
                    },
                    10,
                    false))
        .isSameAs(cancelled);
  }

  @Test
  void aSourceIsNotReadBeyondTheSize() throws Exception {
    BasisSigner signer = new BasisSigner("md5");
    Sent sent = send(signer.dialect(31, "none"), signer.sign(OLD, 700, 2), source(NEW), 4900, true);
    assertThat(sent.result.complete()).isTrue();
    assertThat(sent.result.literal() + sent.result.matched()).isEqualTo(4900);
  }

  @Test
  void progressRisesToTheSize() throws Exception {
    byte[] content = new byte[3 << 20];
    new Random(1).nextBytes(content);
    BasisSigner signer = new BasisSigner("xxh128");
    Dialect dialect = signer.dialect(31, "none");
    for (Signature signature : List.of(Signature.EMPTY, signer.sign(content, 2000, 3))) {
      List<Long> heard = new ArrayList<>();
      WireOutput out = new WireOutput(new WireBytes());
      new DeltaSender(Checksums.of(dialect))
          .send(
              signature,
              source(content),
              content.length,
              false,
              TokenWriters.of(dialect, TokenWriters.DEFAULT_LEVEL, out),
              heard::add);
      assertThat(heard).isSorted().hasSizeGreaterThan(3);
      assertThat(heard.getLast()).isEqualTo(content.length);
    }
  }

  /** What went out for one file. */
  private record Sent(byte[] tokens, DeltaSender.Result result) {}

  private static Sent send(Dialect dialect, Signature signature, byte[] content, boolean inplace)
      throws IOException {
    return send(dialect, signature, source(content), content.length, inplace);
  }

  private static Sent send(
      Dialect dialect, Signature signature, ContentSource content, int size, boolean inplace)
      throws IOException {
    WireBytes wire = new WireBytes();
    WireOutput out = new WireOutput(wire);
    DeltaSender.Result result =
        new DeltaSender(Checksums.of(dialect))
            .send(
                signature,
                content,
                size,
                inplace,
                TokenWriters.of(dialect, TokenWriters.DEFAULT_LEVEL, out),
                ProgressSink.NONE);
    out.flush();
    return new Sent(wire.take(), result);
  }

  private static ContentSource source(byte[] content) {
    return new ByteArrayInputStream(content)::read;
  }

  private static byte[] rebuild(Sent sent, Signature signature, byte[] basis, boolean inplace)
      throws RsyncException {
    return new ReferenceReceiver(new PlainTokenReader(WireBytes.input(sent.tokens)))
        .receive(signature.echoHead(), basis, inplace);
  }
}
