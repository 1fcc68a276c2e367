package org.jsersync.protocol.session;

import org.jsersync.protocol.RsyncException;

/**
 * Takes the messages that come between the data (01-session, section 5.3). Called on the thread
 * that reads the data stream, in the order of arrival.
 */
public interface MessageHandler {
  /** What a text message is about. */
  enum TextKind {
    /** A transfer error: the final exit code is at least 23. */
    ERROR_XFER,
    ERROR,
    WARNING,
    INFO
  }

  /**
   * Text for a person, one or more lines, raw bytes of the server.
   *
   * @param kind its weight
   * @param text unescaped; show it with {@link org.jsersync.protocol.file.DisplayName}
   */
  void text(TextKind kind, byte[] text);

  /** The entry with this index is now right on the server (MSG_SUCCESS). */
  void success(int index) throws RsyncException;

  /**
   * The server deleted this (MSG_DELETED).
   *
   * @param path relative to the destination; holds no NUL
   * @param directory whether it was one
   */
  void deleted(byte[] path, boolean directory);
}
