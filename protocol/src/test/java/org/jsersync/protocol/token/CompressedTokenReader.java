package org.jsersync.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;

/** Reads the common framing of compressed tokens (03-transfer, section 6.1). */
public final class CompressedTokenReader implements TokenReader {
  private final WireInput in;
  private final RunDecoder decoder;
  private final Queue<Token> read = new ArrayDeque<>();
  private int last;

  public CompressedTokenReader(WireInput in, RunDecoder decoder) {
    this.in = in;
    this.decoder = decoder;
  }

  @Override
  public void beginFile() {
    last = 0;
    decoder.beginFile();
  }

  @Override
  public Token next() throws RsyncException {
    if (read.isEmpty()) {
      readOn();
    }
    return read.remove();
  }

  /** Compressed data as far as the next other token, and that token. */
  private void readOn() throws RsyncException {
    ByteArrayOutputStream literal = new ByteArrayOutputStream();
    boolean compressed = false;
    int flag = in.u8();
    while ((flag & 0xc0) == 0x40) {
      compressed = true;
      int length = (flag & 0x3f) << 8 | in.u8();
      assertThat(length).as("length of a chunk").isPositive();
      literal.writeBytes(decoder.chunk(in.bytes(length)));
      flag = in.u8();
    }
    if (compressed) {
      literal.writeBytes(decoder.endRun());
      read.add(new Literal(literal.toByteArray()));
    }
    if (flag == 0) {
      read.add(new End());
      return;
    }
    int first = (flag & 0x80) != 0 ? last + (flag & 0x3f) : in.int32();
    int following = 0;
    if (flag >= 0xc0 || flag == 0x21) {
      following = in.u16();
      assertThat(following).as("blocks following in a run").isPositive();
    } else {
      assertThat(flag >= 0x80 || flag == 0x20).as("token %02x", flag).isTrue();
    }
    for (int i = 0; i <= following; i++) {
      read.add(new Block(first + i));
    }
    last = first + following;
  }

  @Override
  public void matched(byte[] data) {
    decoder.matched(data);
  }

  @Override
  public void close() {
    decoder.close();
  }
}
