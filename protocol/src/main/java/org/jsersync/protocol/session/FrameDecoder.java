package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the server's bytes into pieces of the data stream and messages (01-session, section 5.2): a
 * header of four bytes, little-endian {@code (7 + code) << 24 | length}, then the payload. Can stop
 * after any byte. Data is passed on as it comes, never collected.
 */
final class FrameDecoder {
  /** Longest text accepted; stock peers send less than 5,120 bytes. */
  static final int MAX_TEXT = 8192;

  private final Consumer<Inbound> out;
  private int header;
  private int headerBytes;
  private int code;
  private int left;
  private byte @Nullable [] payload;

  /**
   * A decoder at a frame's border.
   *
   * @param out gets each piece; owns its bytes
   */
  FrameDecoder(Consumer<Inbound> out) {
    this.out = out;
  }

  /**
   * Takes all readable bytes; does not release the buffer.
   *
   * @throws RsyncException of kind STREAM if they are no frames; the decoder is then of no more use
   */
  void decode(ByteBuf in) throws RsyncException {
    while (in.isReadable()) {
      if (headerBytes < MessageCode.HEADER) {
        header |= (in.readByte() & 0xff) << (8 * headerBytes++);
        if (headerBytes == MessageCode.HEADER) {
          begin();
        }
      } else if (payload == null) {
        int n = Math.min(left, in.readableBytes());
        out.accept(new Inbound.Data(in.readRetainedSlice(n)));
        advance(n);
      } else {
        int n = Math.min(left, in.readableBytes());
        in.readBytes(payload, payload.length - left, n);
        advance(n);
      }
    }
  }

  private void begin() throws RsyncException {
    code = (header >>> 24) - MessageCode.BASE;
    left = header & MessageCode.MAX_LENGTH;
    if (code != MessageCode.DATA) {
      MessageCode.checkLength(code, left);
      payload = new byte[left];
    }
    advance(0);
  }

  private void advance(int n) {
    left -= n;
    if (left > 0) {
      return;
    }
    if (payload != null) {
      out.accept(new Inbound.Message(code, payload));
      payload = null;
    }
    header = 0;
    headerBytes = 0;
  }
}
