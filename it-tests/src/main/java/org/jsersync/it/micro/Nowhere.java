package org.jsersync.it.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jsersync.protocol.wire.FrameSink;

/** Takes all frames and forgets them. */
final class Nowhere implements FrameSink {
  private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

  @Override
  public ByteBuf allocate(int capacity) {
    if (buffer.capacity() < capacity + HEADER) {
      buffer = Unpooled.directBuffer(capacity + HEADER, capacity + HEADER);
    }
    return buffer.setIndex(HEADER, HEADER);
  }

  @Override
  public void send(ByteBuf data) {}
}
