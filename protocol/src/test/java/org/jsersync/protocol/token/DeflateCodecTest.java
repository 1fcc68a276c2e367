package org.jsersync.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.jsersync.protocol.checksum.SumHead;
import org.jsersync.protocol.wire.WireOutput;
import org.junit.jupiter.api.Test;

/** The old zlib form where the zlib library takes no dictionary in mid-stream. */
class DeflateCodecTest {
  @Test
  void withoutDictionariesTheStreamIsRightAllTheSame() throws Exception {
    BlockHistory refused =
        new BlockHistory(31) {
          @Override
          void giveTo(Deflater deflater) {
            throw new IllegalArgumentException("this zlib cannot");
          }
        };
    byte[] basis = new byte[3000];
    new Random(1).nextBytes(basis);
    WireBytes wire = new WireBytes();
    WireOutput out = new WireOutput(wire);
    try (TokenWriter tokens = new CompressedTokens(new DeflateCodec(6, refused), out)) {
      tokens.beginFile();
      tokens.literal(basis, 0, 500);
      tokens.match(1, basis, 1000, 1000);
      tokens.literal(basis, 1000, 700);
      tokens.match(2, basis, 2000, 1000);
      tokens.literal(basis, 0, 500);
      tokens.endFile();
    }
    out.flush();

    CompressedTokenReader reader =
        new CompressedTokenReader(WireBytes.input(wire.take()), new RunDecoder.InflateOld(31));
    byte[] got = new ReferenceReceiver(reader).receive(new SumHead(3, 1000, 16, 0), basis, false);

    assertThat(got).hasSize(500 + 1000 + 700 + 1000 + 500);
    assertThat(Arrays.copyOfRange(got, 1500, 2200))
        .isEqualTo(Arrays.copyOfRange(basis, 1000, 1700));
    assertThat(Arrays.copyOf(got, 500)).isEqualTo(Arrays.copyOfRange(got, 3200, 3700));
  }
}
