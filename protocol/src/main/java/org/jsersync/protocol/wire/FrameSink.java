package org.jsersync.protocol.wire;

import io.netty.buffer.ByteBuf;
import org.jsersync.protocol.RsyncException;

/** Where pieces of the data stream go to. */
public interface FrameSink {
  /** Bytes that {@link #send} wants left free in front of the data, for its own header. */
  int HEADER = 4;

  /** A buffer to fill: writer and reader index stand at {@link #HEADER}. */
  ByteBuf allocate(int capacity);

  /**
   * Sends the readable bytes as one piece; waits while the peer does not take them (back-pressure).
   * Takes ownership.
   */
  void send(ByteBuf data) throws RsyncException;
}
