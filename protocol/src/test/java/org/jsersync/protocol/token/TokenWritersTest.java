package org.jsersync.protocol.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jsersync.protocol.token.WireBytes.hex;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.BasisSigner;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.checksum.DeltaSender;
import org.jsersync.protocol.checksum.ProgressSink;
import org.jsersync.protocol.checksum.RandomFiles;
import org.jsersync.protocol.checksum.Signature;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every codec, against a receiver's decoder (03-transfer, section 6). */
class TokenWritersTest {
  private static final BasisSigner SIGNER = new BasisSigner("xxh128");

  private final WireBytes wire = new WireBytes();

  @ParameterizedTest
  @CsvSource({
    "none,  12000000 68656c6c6f2068656c6c6f2068656c6c6f0a 00000000",
    "zlib,  40 0c ca48cdc9c957c840905c0000 00",
    "zlibx, 40 0c ca48cdc9c957c840905c0000 00",
    "lz4,   40 0f 6368656c6c6f20060050656c6c6f0a 00",
  })
  void helloHelloHello(String compression, String expected) throws Exception {
    byte[] hello = "hello hello hello\n".getBytes(US_ASCII);
    WireOutput out = new WireOutput(wire);
    try (TokenWriter tokens = writer(31, compression, out)) {
      for (int file = 0; file < 2; file++) {
        tokens.beginFile();
        tokens.literal(hello, 0, hello.length);
        tokens.endFile();
        out.flush();
        assertThat(wire.take()).isEqualTo(hex(expected));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"30, zlib", "31, zlib", "32, zlib", "31, zlibx", "32, lz4", "32, zstd"})
  void aSessionOfRandomFilesIsRebuilt(int protocol, String compression) throws Exception {
    long base = new Random().nextLong();
    for (long seed = base; seed < base + 3; seed++) {
      Random random = new Random(seed);
      RandomFiles files = new RandomFiles(random);
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        byte[] basis = files.file(random.nextInt(i % 4 == 0 ? 1 << 20 : 3000));
        int blockLength = 1 + random.nextInt(basis.length > 100_000 ? 1 << 17 : 100);
        changes.add(new Change(basis, files.edit(basis), blockLength));
      }
      Dialect dialect = SIGNER.dialect(protocol, compression);
      assertRebuilt(dialect, changes, "seed %d".formatted(seed));
    }
  }

  /**
   * Literals that repeat matched content reach back into the history, whose pieces are taken in
   * differently below protocol 31 (section 6.2).
   */
  @ParameterizedTest
  @ValueSource(ints = {30, 31})
  void zlibReachesBackIntoMatchedBlocks(int protocol) throws Exception {
    Random random = new Random(7);
    byte[] basis = new byte[10 << 17];
    random.nextBytes(basis);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int block = 0; block < 10; block++) {
      int at = block << 17;
      content.write(basis, at, 1 << 17);
      // From the first piece, the last window of the block, and across the middle.
      content.write(basis, at + 40_000, 3000);
      content.write(basis, at + (1 << 17) - 4000, 2500);
      content.write(basis, at + 64_000, 4000);
    }
    Change change = new Change(basis, content.toByteArray(), 1 << 17);

    int old = assertRebuilt(SIGNER.dialect(protocol, "zlib"), List.of(change), "zlib");
    int plain = assertRebuilt(SIGNER.dialect(protocol, "zlibx"), List.of(change), "zlibx");

    assertThat(plain).isGreaterThan(90_000);
    assertThat(old).isLessThan(protocol < 31 ? 52_000 : 72_000);
  }

  /** Data that no codec can shorten makes chunks that are longer than their input. */
  @ParameterizedTest
  @ValueSource(strings = {"zlib", "zlibx", "lz4", "zstd"})
  void noiseOfEveryLengthIsRebuilt(String compression) throws Exception {
    Random random = new Random(3);
    List<Change> changes = new ArrayList<>();
    for (int around : new int[] {1, 8_192, 16_383, 16_384, 32_768, 65_536, 131_072, 300_000}) {
      for (int size = Math.max(0, around - 6); size < around + 7; size++) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        changes.add(new Change(new byte[0], noise, 700));
      }
    }
    assertRebuilt(SIGNER.dialect(32, compression), changes, compression);
  }

  /** Section 11.2: all but the inside of the zstd frame, which differs between library versions. */
  @Test
  void theDumpOfAZstdSession() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("%04d the quick brown fox jumps over the lazy dog.\n".formatted(i));
    }
    byte[] basis = text.toString().getBytes(US_ASCII);
    byte[] content =
        text.toString()
            .replace(
                "0100 the quick brown fox jumps over the lazy dog.",
                "0100 THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG.")
            .getBytes(US_ASCII);
    Change change = new Change(basis, content, 700);
    Dialect dialect = SIGNER.dialect(32, "zstd");
    assertRebuilt(dialect, List.of(change), "dump");

    byte[] sent = send(dialect, List.of(change)).getFirst().bytes;
    assertThat(Arrays.copyOf(sent, 4)).isEqualTo(hex("c00600 40"));
    int chunk = sent[4] & 0xff;
    assertThat(chunk).isBetween(150, 162);
    assertThat(Arrays.copyOfRange(sent, 5, 11)).isEqualTo(hex("28b52ffd 0058"));
    assertThat(Arrays.copyOfRange(sent, 5 + chunk, sent.length)).isEqualTo(hex("c20600 00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zlib", "zlibx", "lz4", "zstd"})
  void levelsBeyondTheScaleCountAsItsEnd(String compression) throws Exception {
    byte[] content = new RandomFiles(new Random(5)).file(100_000);
    Dialect dialect = SIGNER.dialect(32, compression);
    for (int level : new int[] {-200_000, -1, 0, 1, 9, 22, 1000}) {
      WireOutput out = new WireOutput(wire);
      try (TokenWriter tokens = TokenWriters.of(dialect, level, out)) {
        tokens.beginFile();
        tokens.literal(content, 0, content.length);
        tokens.endFile();
      }
      out.flush();
      try (TokenReader reader = reader(dialect, WireBytes.input(wire.take()))) {
        byte[] got = new ReferenceReceiver(reader).receive(Signature.EMPTY.head(), content, false);
        assertThat(got).isEqualTo(content);
      }
    }
  }

  /** A file at the receiver, and what it shall become. */
  private record Change(byte[] basis, byte[] content, int blockLength) {}

  private record Sent(Signature signature, byte[] bytes) {}

  /** Sends all files in one session; returns the bytes it took. */
  private int assertRebuilt(Dialect dialect, List<Change> changes, String what) throws Exception {
    List<Sent> sent = send(dialect, changes);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    sent.forEach(file -> all.writeBytes(file.bytes));
    WireInput in = WireBytes.input(all.toByteArray());
    try (TokenReader reader = reader(dialect, in)) {
      ReferenceReceiver receiver = new ReferenceReceiver(reader);
      for (int i = 0; i < changes.size(); i++) {
        byte[] got =
            receiver.receive(sent.get(i).signature.echoHead(), changes.get(i).basis, false);
        assertThat(Arrays.equals(got, changes.get(i).content)).as("%s, file %d", what, i).isTrue();
      }
    }
    return all.size();
  }

  private List<Sent> send(Dialect dialect, List<Change> changes) throws Exception {
    List<Sent> sent = new ArrayList<>();
    WireOutput out = new WireOutput(wire);
    DeltaSender sender = new DeltaSender(Checksums.of(dialect));
    try (TokenWriter tokens = TokenWriters.of(dialect, TokenWriters.DEFAULT_LEVEL, out)) {
      for (Change change : changes) {
        Signature signature = SIGNER.sign(change.basis, change.blockLength, 8);
        sender.send(
            signature,
            new ByteArrayInputStream(change.content)::read,
            change.content.length,
            false,
            tokens,
            ProgressSink.NONE);
        out.flush();
        sent.add(new Sent(signature, wire.take()));
      }
    }
    return sent;
  }

  private static TokenWriter writer(int protocol, String compression, WireOutput out)
      throws RsyncException {
    return TokenWriters.of(SIGNER.dialect(protocol, compression), TokenWriters.DEFAULT_LEVEL, out);
  }

  private static TokenReader reader(Dialect dialect, WireInput in) {
    return new CompressedTokenReader(in, RunDecoder.of(dialect));
  }
}
