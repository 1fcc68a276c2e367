package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What the reading thread gets from the event loop, in the order of arrival. */
sealed interface Inbound {
  /** Bytes of memory that it holds. */
  int size();

  /** A piece of the data stream, not empty; whoever takes it releases it. */
  record Data(ByteBuf bytes) implements Inbound {
    @Override
    public int size() {
      return bytes.capacity();
    }
  }

  /** A frame that is no data, whole (01-session, section 5.3). */
  record Message(int code, byte[] payload) implements Inbound {
    @Override
    public int size() {
      return payload.length;
    }
  }

  /**
   * Nothing more comes; stays at the end of the queue.
   *
   * @param cause why; null if the daemon closed the connection in order
   */
  record End(@Nullable Throwable cause) implements Inbound {
    @Override
    public int size() {
      return 0;
    }
  }
}
