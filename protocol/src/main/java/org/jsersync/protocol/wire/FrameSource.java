package org.jsersync.protocol.wire;

import io.netty.buffer.ByteBuf;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * Where the data stream comes from, piece by piece. The pieces' borders mean nothing. Messages that
 * are no data are dealt with on the way, by whoever implements this, on the reading thread.
 */
public interface FrameSource {
  /**
   * The next piece, not empty; waits for it. Ownership passes to the caller, who releases it.
   *
   * @throws RsyncException if the stream ended, broke or timed out
   */
  ByteBuf next() throws RsyncException;

  /** The next piece if one is there already, else null. */
  @Nullable ByteBuf poll() throws RsyncException;
}
