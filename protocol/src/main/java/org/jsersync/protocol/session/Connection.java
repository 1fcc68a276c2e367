package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket, to a daemon or to a remote shell, for one blocking thread; the event loop
 * fills {@link #inbound}, and wakes a writer that waits for room.
 */
final class Connection {
  static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "connection");

  /** How long a broken session may take to say why, seconds (01-session, section 8.5). */
  static final int DRAIN_SECONDS = 5;

  private final Channel channel;
  private final Ending ending;
  private final InboundQueue inbound;
  private final InboundHandler handler;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition writable = lock.newCondition();
  private final IoTimeout timeout = new IoTimeout();
  private final KeepAlive keepAlive;
  private volatile boolean writeFailed;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private volatile long lastWrite = System.nanoTime();
  private volatile long lastRead = lastWrite;

  /**
   * Takes the channel over, before it is connected.
   *
   * @param ending says why it ended
   */
  Connection(Channel channel, Ending ending) {
    this.channel = channel;
    this.ending = ending;
    this.inbound =
        new InboundQueue(
            // Queued behind a pause that the event loop may be about to make.
            () -> channel.eventLoop().execute(() -> channel.config().setAutoRead(true)));
    this.handler = new InboundHandler(this, channel, inbound, new FrameDecoder(this::arrived));
    this.keepAlive = new KeepAlive(channel, timeout, () -> lastWrite);
    channel.pipeline().addLast(handler);
    channel.attr(KEY).set(this);
  }

  /** Whether nothing happened that ends a session: a daemon that gives up says so first. */
  boolean isQuiet() {
    return channel.isActive() && !writeFailed && inbound.isQuiet();
  }

  InboundQueue inbound() {
    return inbound;
  }

  IoTimeout timeout() {
    return timeout;
  }

  long bytesSent() {
    return sent.get();
  }

  long bytesReceived() {
    return received.get();
  }

  ByteBuf allocate(int capacity) {
    return channel.alloc().directBuffer(capacity, capacity);
  }

  /**
   * Nanoseconds until the silence has lasted too long; a keep-alive of ours breaks no silence.
   *
   * @param start {@link System#nanoTime} when our own thread began to wait: before, it was we who
   *     were silent
   */
  long untilTimeout(long start) {
    long heard = lastWrite - lastRead > 0 ? lastWrite : lastRead;
    long last = start - heard > 0 ? start : heard;
    return last + timeout.nanos() - System.nanoTime();
  }

  /**
   * Writes all at once, as soon as there is room; takes ownership.
   *
   * @return false if nothing can be written any more: what was received may tell why
   * @throws RsyncException of kind TIMEOUT
   */
  boolean write(ByteBuf bytes) throws RsyncException, InterruptedException {
    boolean open = false;
    try {
      open = (channel.isWritable() && !writeFailed) || awaitWritable();
    } finally {
      if (!open) {
        bytes.release();
      }
    }
    if (open) {
      int count = bytes.readableBytes();
      channel.writeAndFlush(bytes).addListener(done -> written(done.isSuccess(), count));
    }
    return open;
  }

  private boolean awaitWritable() throws RsyncException, InterruptedException {
    long start = System.nanoTime();
    inbound.writing(true);
    lock.lockInterruptibly();
    try {
      while (channel.isActive() && !writeFailed) {
        if (channel.isWritable()) {
          return true;
        }
        long left = untilTimeout(start);
        if (left <= 0) {
          throw new RsyncException(
              RsyncException.Kind.TIMEOUT,
              "the daemon took no data for " + timeout.seconds() + " s");
        }
        writable.awaitNanos(left);
      }
      return false;
    } finally {
      lock.unlock();
      inbound.writing(false);
    }
  }

  private void written(boolean success, int count) {
    if (success) {
      sent.addAndGet(count);
      lastWrite = System.nanoTime();
    } else {
      writeFailed = true;
      writableChanged();
    }
  }

  /** Wakes a writer; on the event loop. */
  void writableChanged() {
    lock.lock();
    try {
      writable.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits that long, or until the connection breaks. */
  void pause(long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (left > 0 && channel.isActive() && !writeFailed) {
        left = writable.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** However it goes, it is over in so many seconds. */
  void closeWithin(int seconds) {
    var _ = channel.eventLoop().schedule(() -> close(), seconds, TimeUnit.SECONDS);
  }

  /** Counts; on the event loop. */
  void received(int count) {
    received.addAndGet(count);
    lastRead = System.nanoTime();
  }

  /** What carries the connection has something to say, a line; on the event loop. */
  void remark(byte[] line) {
    inbound.add(new Inbound.Message(MessageCode.WARNING, line));
  }

  /** Nothing more will be received; on the event loop. */
  void ended(@Nullable Throwable cause) {
    ending.explain(cause, inbound::end);
    writableChanged();
  }

  /** On the event loop. The timeout is taken over at once: nobody may be reading for hours. */
  private void arrived(Inbound item) {
    int code = item instanceof Inbound.Message message ? message.code() : MessageCode.DATA;
    if (code == MessageCode.IO_TIMEOUT && item instanceof Inbound.Message message) {
      timeout.adopt(MessageCode.int32(message.payload()));
      keepAlive.run();
    } else if (code != MessageCode.NOOP) {
      inbound.add(item);
    }
  }

  /**
   * The seed is in: frames from here on, both ways, and keep-alives.
   *
   * @param first what was received behind the seed and read already; ownership passes
   * @param ioTimeoutSeconds our own, 0 = none
   */
  void startFrames(@Nullable ByteBuf first, int ioTimeoutSeconds) throws InterruptedException {
    timeout.adopt(ioTimeoutSeconds);
    lastWrite = System.nanoTime();
    channel
        .eventLoop()
        .submit(
            () -> {
              keepAlive.run();
              handler.startFrames(first);
            })
        .sync();
  }

  /**
   * Drops what still comes until the other side closes, but not for long; then closes.
   *
   * @return why it closed; null if it says nothing
   */
  @Nullable Throwable drainAndClose() {
    inbound.discard(null);
    try {
      inbound.awaitEnd(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Inbound last = inbound.poll();
    close();
    return last instanceof Inbound.End(Throwable cause) ? cause : null;
  }

  /** Closes; from any thread. A reader that waits gets the cause at once, if there is one. */
  void close(@Nullable Throwable cause) {
    inbound.discard(cause);
    var _ = channel.close();
  }

  void close() {
    close(null);
  }

  /** The calling thread was interrupted: the connection is closed, the interrupt stays set. */
  RsyncException interrupted(HandshakeErrors errors, InterruptedException cause) {
    Thread.currentThread().interrupt();
    close();
    return errors.of(RsyncException.Kind.CANCELLED, "interrupted", cause);
  }
}
