package org.jsersync.protocol.session;

import org.jsersync.protocol.RsyncException;

/**
 * Fills a {@link Stock} up when the daemon has the first entry of a push right: before, opening a
 * session would take processor time from this one; at its end, the next push would wait for it.
 */
final class Restock implements MessageHandler {
  private final MessageHandler next;
  private final Stock stock;
  private final SessionRequest request;
  private final SessionSource.Farewell farewell;
  private boolean done;

  /** Hears the messages on their way to the next handler. */
  Restock(
      MessageHandler next, Stock stock, SessionRequest request, SessionSource.Farewell farewell) {
    this.next = next;
    this.stock = stock;
    this.request = request;
    this.farewell = farewell;
  }

  @Override
  public void text(TextKind kind, byte[] text) {
    next.text(kind, text);
  }

  @Override
  public void success(int index) throws RsyncException {
    if (!done) {
      done = true;
      stock.expect(request, farewell);
    }
    next.success(index);
  }

  @Override
  public void deleted(byte[] path, boolean directory) {
    next.deleted(path, directory);
  }
}
