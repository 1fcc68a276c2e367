package org.jsersync.protocol.session;

import io.netty.channel.Channel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends an empty DATA frame whenever nothing was written for a while, from the event loop, so that
 * a session lives while nobody works on it (01-session, section 7.2).
 */
final class KeepAlive implements Runnable {
  private final Channel channel;
  private final IoTimeout timeout;
  private final LongSupplier lastWrite;
  private long lastSent;
  private @Nullable Future<?> next;

  /**
   * A keep-alive that has not started.
   *
   * @param lastWrite {@link System#nanoTime} of the last write of somebody else
   */
  KeepAlive(Channel channel, IoTimeout timeout, LongSupplier lastWrite) {
    this.channel = channel;
    this.timeout = timeout;
    this.lastWrite = lastWrite;
    this.lastSent = lastWrite.getAsLong();
  }

  /**
   * Sends if it is time, and comes back when it may be again; until the channel is closed. Called
   * from outside to begin, and when the timeout became shorter; on the event loop only.
   */
  @Override
  public void run() {
    if (next != null) {
      next.cancel(false);
    }
    if (!channel.isActive()) {
      return;
    }
    long now = System.nanoTime();
    long last = lastWrite.getAsLong() - lastSent > 0 ? lastWrite.getAsLong() : lastSent;
    long due = last + timeout.lull();
    if (due - now <= 0) {
      // What waits in an unwritable channel is as good a sign of life.
      if (channel.isWritable()) {
        var _ = channel.writeAndFlush(MessageCode.frame(MessageCode.DATA));
      }
      lastSent = now;
      due = now + timeout.lull();
    }
    next = channel.eventLoop().schedule(this, due - now, TimeUnit.NANOSECONDS);
  }
}
