package org.jsersync.protocol.session;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;

/**
 * A session past the seed: the data stream both ways, keep-alives sent by themselves, messages
 * handed to the {@link MessageHandler} while reading. Reading flushes the output before it waits.
 * Used by one thread, except {@link #abort}.
 */
public interface Session extends AutoCloseable {
  Dialect dialect();

  WireInput in();

  WireOutput out();

  /** Tells the receiver that a source file had an error: bits of 01-session, section 8.6. */
  void sendIoError(int bits) throws RsyncException;

  /** Tells the receiver that a requested file will not come (MSG_NO_SEND). */
  void sendNoSend(int index) throws RsyncException;

  /** Whether the daemon has said nothing since the session was begun. */
  boolean unheard();

  /** Bytes read from and written to the socket. */
  long bytesReceived();

  long bytesSent();

  /**
   * Ends a session that failed on our side: tells the server the exit code where it understands
   * that, drains briefly, closes.
   */
  void fail(int exitCode);

  /** Breaks the connection from any thread; a blocked read or write fails at once. */
  void abort();

  /** Closes the socket; after the final goodbye this is all there is to do. */
  @Override
  void close();
}
