package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What the reading thread gets from the event loop, in the order of arrival. */
sealed interface Inbound {
  /** A piece of the data stream, not empty; whoever takes it releases it. */
  record Data(ByteBuf bytes) implements Inbound {}

  /** A frame that is no data, whole (01-session, section 5.3). */
  record Message(int code, byte[] payload) implements Inbound {}

  /**
   * Nothing more comes; stays at the end of the queue.
   *
   * @param cause why; null if the daemon closed the connection in order
   */
  record End(@Nullable Throwable cause) implements Inbound {}
}
