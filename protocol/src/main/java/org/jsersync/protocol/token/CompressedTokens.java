package org.jsersync.protocol.token;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireOutput;

/**
 * The framing that all codecs share (03-transfer, section 6.1).
 *
 * <pre>
 *   00            end of the file's tokens
 *   20 int        a block
 *   21 int u16    a block and so many that follow it
 *   40–7f u8      compressed data: 14 bits of length, high ones first, then the data
 *   80–bf         a block, 0 to 63 behind the last one
 *   c0–ff u16     the same, and so many that follow it
 * </pre>
 */
final class CompressedTokens implements TokenWriter, Codec.Chunks {
  private static final int BLOCK = 0x20;
  private static final int BLOCK_RUN = 0x21;
  private static final int DATA = 0x40;
  private static final int NEAR_BLOCK = 0x80;
  private static final int NEAR_BLOCK_RUN = 0xc0;
  private static final int MAX_STEP = 63;
  private static final int MAX_FOLLOWING = 0xffff;

  private final Codec codec;
  private final WireOutput out;
  private boolean inLiteral;
  private boolean inRun;
  private int firstOfRun;
  private int lastOfRun;
  private int last;

  CompressedTokens(Codec codec, WireOutput out) {
    this.codec = codec;
    this.out = out;
  }

  @Override
  public void beginFile() {
    codec.beginFile();
    inLiteral = false;
    inRun = false;
    last = 0;
  }

  @Override
  public void literal(byte[] data, int offset, int length) throws RsyncException {
    if (length > 0) {
      endRun();
      inLiteral = true;
      codec.compress(data, offset, length, this);
    }
  }

  @Override
  public void chunk(byte[] data, int offset, int length) throws RsyncException {
    out.u8(DATA | length >> 8).u8(length & 0xff).bytes(data, offset, length);
  }

  @Override
  public void match(int block, byte[] data, int offset, int length) throws RsyncException {
    endLiteral();
    boolean follows = inRun && block == lastOfRun + 1 && lastOfRun - firstOfRun < MAX_FOLLOWING;
    if (!follows) {
      endRun();
      inRun = true;
      firstOfRun = block;
    }
    lastOfRun = block;
    codec.matched(data, offset, length);
  }

  @Override
  public void endFile() throws RsyncException {
    endLiteral();
    endRun();
    out.u8(0);
  }

  private void endLiteral() throws RsyncException {
    if (inLiteral) {
      codec.endRun(this);
      inLiteral = false;
    }
  }

  private void endRun() throws RsyncException {
    if (!inRun) {
      return;
    }
    int step = firstOfRun - last;
    int following = lastOfRun - firstOfRun;
    if (step >= 0 && step <= MAX_STEP) {
      out.u8((following > 0 ? NEAR_BLOCK_RUN : NEAR_BLOCK) | step);
    } else {
      out.u8(following > 0 ? BLOCK_RUN : BLOCK).int32(firstOfRun);
    }
    if (following > 0) {
      out.u16(following);
    }
    last = lastOfRun;
    inRun = false;
  }

  @Override
  public boolean needsMatchedData() {
    return codec.needsMatchedData();
  }

  @Override
  public void close() {
    codec.close();
  }
}
