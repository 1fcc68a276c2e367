package org.jsersync.protocol.session;

import org.jsersync.protocol.RsyncException;

/**
 * A connection at the seed that nobody uses yet. Keep-alives hold it (01-session, section 7.4, kind
 * B); what the daemon says meanwhile waits in its queue.
 */
final class ReadySession {
  private static final int FAREWELL_SECONDS = 2;

  private final SessionRequest request;
  private final Connection connection;
  private final Dialect dialect;
  private final HandshakeErrors errors;

  ReadySession(
      SessionRequest request, Connection connection, Dialect dialect, HandshakeErrors errors) {
    this.request = request;
    this.connection = connection;
    this.dialect = dialect;
    this.errors = errors;
  }

  /** Whether the daemon has not ended it, as far as is known. */
  boolean isAlive() {
    return connection.isQuiet();
  }

  /** Uses it, once, with a rate of its own. */
  Session begin(MessageHandler messages) {
    return begin(messages, new RateLimit(request.bandwidthLimit(), System::nanoTime));
  }

  /** Uses it, once, with a rate that it may share with others. */
  Session begin(MessageHandler messages, RateLimit limit) {
    return new FramedSession(connection, dialect, messages, errors, limit);
  }

  /** Nobody is there to hear it. */
  private static final class Unheard implements MessageHandler {
    @Override
    public void text(TextKind kind, byte[] text) {}

    @Override
    public void success(int index) {}

    @Override
    public void deleted(byte[] path, boolean directory) {}
  }

  /** Ends it as the daemon expects it, or closes it, in a short time. */
  void end(SessionSource.Farewell farewell) {
    connection.closeWithin(FAREWELL_SECONDS);
    try (Session session = begin(new Unheard())) {
      farewell.say(session);
    } catch (RsyncException _) {
      // It is of no use any more, whatever became of it.
    }
  }
}
