package org.jsersync.protocol.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/** A data stream in memory: the pieces to read, and what was written. */
final class Pieces implements FrameSource, FrameSink {
  final Deque<ByteBuf> left = new ArrayDeque<>();
  final ByteArrayOutputStream written = new ByteArrayOutputStream();
  int sends;

  /** A reader of the given bytes, in pieces of at most that size. */
  static WireInput input(String hex, int pieceSize) {
    byte[] all = bytes(hex);
    Pieces pieces = new Pieces();
    for (int at = 0; at < all.length; at += pieceSize) {
      pieces.left.add(
          Unpooled.wrappedBuffer(all, at, Math.min(pieceSize, all.length - at)).slice());
    }
    return new WireInput(pieces);
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  String hex() {
    return HexFormat.ofDelimiter(" ").formatHex(written.toByteArray());
  }

  @Override
  public ByteBuf next() throws RsyncException {
    ByteBuf piece = left.poll();
    if (piece == null) {
      throw new RsyncException(RsyncException.Kind.STREAM, "end of the bytes");
    }
    return piece;
  }

  @Override
  public @Nullable ByteBuf poll() {
    return left.poll();
  }

  @Override
  public ByteBuf allocate(int capacity) {
    return Unpooled.buffer(HEADER + capacity, HEADER + capacity).setIndex(HEADER, HEADER);
  }

  @Override
  public void send(ByteBuf data) {
    byte[] bytes = new byte[data.readableBytes()];
    data.readBytes(bytes);
    written.writeBytes(bytes);
    data.release();
    sends++;
  }
}
