package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes lines of a remote shell's standard error, within limits; on the event loop. */
final class ShellErrorHandler extends ChannelInboundHandlerAdapter {
  /** Longer lines are cut. */
  static final int MAX_LINE = 1000;

  /** What more comes is only kept for the end, if it is the last. */
  static final int MAX_REMARKS = 1000;

  private final ShellLines lines;
  private final Connection connection;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int remarks;

  ShellErrorHandler(ShellLines lines, Connection connection) {
    this.lines = lines;
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      while (bytes.isReadable()) {
        byte b = bytes.readByte();
        if (b == '\n') {
          end();
        } else if (b != '\r' && line.size() < MAX_LINE) {
          line.write(b);
        }
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
  }

  private void end() {
    if (line.size() > 0) {
      byte[] whole = line.toByteArray();
      line.reset();
      lines.add(new String(whole, StandardCharsets.ISO_8859_1));
      if (remarks++ < MAX_REMARKS) {
        connection.remark(whole);
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
