package org.jsersync.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jsersync.protocol.token.WireBytes.hex;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireOutput;
import org.junit.jupiter.api.Test;

/** The common framing of 03-transfer, section 6.1. */
class CompressedTokensTest {
  private final WireBytes wire = new WireBytes();
  private final WireOutput out = new WireOutput(wire);
  private final CompressedTokens tokens = new CompressedTokens(new Copy(), out);

  /** Compresses nothing, and marks a run's end with ee. */
  private static final class Copy implements Codec {
    @Override
    public void compress(byte[] data, int offset, int length, Chunks out) throws RsyncException {
      out.chunk(data, offset, length);
    }

    @Override
    public void endRun(Chunks out) throws RsyncException {
      out.chunk(new byte[] {(byte) 0xee}, 0, 1);
    }
  }

  @Test
  void anEmptyFileIsItsEndMark() throws Exception {
    assertTokens("00");
  }

  @Test
  void theRunsOfTheDump() throws Exception {
    tokens.beginFile();
    match(0, 1, 2, 3, 4, 5, 6);
    literal(0x10, 0x11);
    match(8, 9, 10, 11, 12, 13, 14);
    tokens.endFile();
    assertThat(sent()).isEqualTo(hex("c00600 40021011 4001ee c20600 00"));
  }

  @Test
  void oneBlockIsATokenOfItsOwn() throws Exception {
    assertTokens("80 00", 0);
    assertTokens("80 80 00", 0, 0);
    assertTokens("bf 00", 63);
    assertTokens("20 40000000 00", 64);
    assertTokens("85 20 04000000 00", 5, 4);
    assertTokens("20 ffffff7f 00", Integer.MAX_VALUE);
  }

  @Test
  void aRunBeginsNearTheLastBlockOrWithItsNumber() throws Exception {
    assertTokens("c30200 c40100 00", 3, 4, 5, 9, 10);
    assertTokens("ff0100 21 80000000 0100 00", 63, 64, 128, 129);
    assertTokens("c30100 21 03000000 0100 00", 3, 4, 3, 4);
  }

  @Test
  void aRunHasAtMost65535BlocksBehindItsFirst() throws Exception {
    tokens.beginFile();
    for (int block = 0; block < 2 * 65_536 + 1; block++) {
      match(block);
    }
    tokens.endFile();
    assertThat(sent()).isEqualTo(hex("c0ffff c1ffff 81 00"));
  }

  /** However many pieces it comes in. */
  @Test
  void aLiteralRunEndsOnce() throws Exception {
    tokens.beginFile();
    literal(1, 2);
    literal();
    literal(3);
    match(0);
    literal();
    match(1);
    literal(4);
    tokens.endFile();
    assertThat(sent()).isEqualTo(hex("40020102 400103 4001ee c00100 400104 4001ee 00"));
  }

  @Test
  void theNextFileBeginsAtBlock0() throws Exception {
    assertTokens("bf 00", 63);
    assertTokens("bf 00", 63);
  }

  private void assertTokens(String expected, int... blocks) throws RsyncException {
    tokens.beginFile();
    match(blocks);
    tokens.endFile();
    assertThat(sent()).isEqualTo(hex(expected));
  }

  private void match(int... blocks) throws RsyncException {
    for (int block : blocks) {
      tokens.match(block, new byte[1], 0, 1);
    }
  }

  private void literal(int... bytes) throws RsyncException {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    tokens.literal(data, 0, data.length);
  }

  private byte[] sent() throws RsyncException {
    out.flush();
    return wire.take();
  }
}
