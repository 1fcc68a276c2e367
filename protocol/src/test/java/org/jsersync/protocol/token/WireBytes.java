package org.jsersync.protocol.token;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.FrameSink;
import org.jsersync.protocol.wire.FrameSource;
import org.jsersync.protocol.wire.WireInput;
import org.jspecify.annotations.Nullable;

/** The data stream of a test: what is written to it is kept, what is read comes from an array. */
public final class WireBytes implements FrameSink {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Override
  public ByteBuf allocate(int capacity) {
    ByteBuf buffer = Unpooled.buffer(capacity + HEADER, capacity + HEADER);
    return buffer.setIndex(HEADER, HEADER);
  }

  @Override
  public void send(ByteBuf data) {
    byte[] bytes = new byte[data.readableBytes()];
    data.readBytes(bytes);
    written.writeBytes(bytes);
    data.release();
  }

  /** All that was sent so far; from then on it begins anew. */
  public byte[] take() {
    byte[] all = written.toByteArray();
    written.reset();
    return all;
  }

  /** Bytes from hex; blanks are ignored. */
  public static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  /** A reader of these bytes, which come all at once. */
  public static WireInput input(byte[] bytes) {
    return new WireInput(new Pieces(bytes, null));
  }

  /** A reader of these bytes, which come in pieces of 1 to 20 bytes. */
  public static WireInput splitInput(byte[] bytes, Random random) {
    return new WireInput(new Pieces(bytes, random));
  }

  /** The same, and none of them is ever there before it is waited for. */
  public static WireInput slowInput(byte[] bytes, Random random) {
    FrameSource pieces = new Pieces(bytes, random);
    return new WireInput(
        new FrameSource() {
          @Override
          public ByteBuf next() throws RsyncException {
            return pieces.next();
          }

          @Override
          public @Nullable ByteBuf poll() {
            return null;
          }
        });
  }

  private static final class Pieces implements FrameSource {
    private final ByteBuf rest;
    private final @Nullable Random random;

    Pieces(byte[] bytes, @Nullable Random random) {
      this.rest = Unpooled.wrappedBuffer(bytes);
      this.random = random;
    }

    @Override
    public ByteBuf next() throws RsyncException {
      ByteBuf piece = poll();
      if (piece == null) {
        throw new RsyncException(RsyncException.Kind.STREAM, "the bytes of the test are used up");
      }
      return piece;
    }

    @Override
    public @Nullable ByteBuf poll() {
      if (!rest.isReadable()) {
        return null;
      }
      int left = rest.readableBytes();
      return rest.readRetainedSlice(random == null ? left : Math.min(left, 1 + random.nextInt(20)));
    }
  }
}
