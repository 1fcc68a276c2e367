package org.jsersync.protocol.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jsersync.protocol.token.WireBytes.hex;

import java.util.Random;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.token.WireBytes;
import org.jsersync.protocol.wire.WireInput;
import org.junit.jupiter.api.Test;

/** Block sums of 03-transfer, section 3. */
class SignatureTest {
  /** Two blocks with 4 bytes of strong sum each, and one byte of what comes after. */
  private static final byte[] TWO = hex("25ef7bfb 06aa18c2  47effd33 4d893c9c  77");

  @Test
  void readsWeakAndStrongSumsInAnyPieces() throws Exception {
    SumHead head = new SumHead(2, 700, 4, 0);
    for (int i = 0; i < 20; i++) {
      WireInput in = WireBytes.splitInput(TWO, new Random(i));
      Signature signature = read(head, in, 16);
      assertThat(signature.weak(0)).isEqualTo(0xfb7bef25);
      assertThat(signature.weak(1)).isEqualTo(0x33fdef47);
      assertThat(signature.strongMatches(0, sum("06aa18c2"))).isTrue();
      assertThat(signature.strongMatches(1, sum("4d893c9c"))).isTrue();
      assertThat(signature.strongMatches(1, sum("4d893c9d"))).isFalse();
      assertThat(signature.echoHead()).isEqualTo(head);
      assertThat(in.u8()).isEqualTo(0x77);
    }
  }

  /** Servers from 3.2 to 3.4 ask with 16 bytes of an 8-byte digest at a redo (section 3.3). */
  @Test
  void dropsWhatAStrongSumHasBeyondTheDigest() throws Exception {
    WireInput in =
        WireBytes.input(
            hex(
                "25ef7bfb 06aa18c2f4f4f4f4 dddddddddddddddd"
                    + " 47effd33 4d893c9c01010101 dddddddddddddddd 77"));
    Signature signature = read(new SumHead(2, 700, 16, 5), in, 8);
    assertThat(signature.head()).isEqualTo(new SumHead(2, 700, 16, 5));
    assertThat(signature.echoHead()).isEqualTo(new SumHead(2, 700, 8, 5));
    assertThat(signature.strongMatches(1, sum("4d893c9c01010101"))).isTrue();
    assertThat(in.u8()).isEqualTo(0x77);
  }

  @Test
  void throwsAwayWhatIsTooBigAndActsAsEmpty() throws Exception {
    SumHead head = new SumHead(2, 700, 4, 0);
    WireInput in = WireBytes.input(TWO);
    Signature signature = read(head, in, 16, 87);
    assertThat(signature.head()).isEqualTo(head);
    assertThat(signature.echoHead()).isEqualTo(SumHead.EMPTY);
    assertThat(in.u8()).isEqualTo(0x77);

    Signature fits = read(head, WireBytes.input(TWO), 16, 88);
    assertThat(fits.echoHead()).isEqualTo(head);
  }

  @Test
  void aStreamThatEndsIsAnError() {
    assertThatThrownBy(() -> read(new SumHead(3, 700, 4, 0), WireBytes.input(TWO), 16))
        .isInstanceOf(RsyncException.class);
  }

  /** The hugest claim that a head can make costs no memory before its sums come. */
  @Test
  void aHugeCountAllocatesNothing() {
    assertThatThrownBy(
            () ->
                Signature.of(new SumHead(Integer.MAX_VALUE, 700, 16, 0), WireBytes.input(TWO), 16)
                    .complete())
        .isInstanceOf(RsyncException.class);
  }

  private static Signature read(SumHead head, WireInput in, int digestLength)
      throws RsyncException {
    return read(head, in, digestLength, Long.MAX_VALUE >> 8);
  }

  private static Signature read(SumHead head, WireInput in, int digestLength, long budget)
      throws RsyncException {
    Signature signature = Signature.of(head, in, digestLength, budget);
    signature.complete();
    return signature;
  }

  @Test
  void takesNoMoreFromTheWireThanIsWaitedFor() throws Exception {
    WireInput in = WireBytes.input(TWO);
    Signature signature = Signature.of(new SumHead(2, 700, 4, 0), in, 16);
    signature.await(0);
    assertThat(signature.weak(0)).isEqualTo(0xfb7bef25);
    assertThat(in.int32()).as("the sums of the second block").isEqualTo(0x33fdef47);
  }

  private static BlockHasher sum(String hex) {
    byte[] sum = hex(hex);
    return new BlockHasher() {
      @Override
      public void hash(byte[] data, int offset, int length) {}

      @Override
      public boolean matches(byte[] sums, int offset, int length) {
        return java.util.Arrays.equals(sum, 0, length, sums, offset, offset + length);
      }
    };
  }
}
