package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.session.MessageHandler.TextKind;
import org.jsersync.protocol.wire.FrameSink;
import org.jsersync.protocol.wire.FrameSource;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/** A session past the seed, both ways framed (01-session, sections 5, 7 and 8). */
final class FramedSession implements Session, FrameSource, FrameSink {
  /** Exit codes that are not told: the other side sees them by itself (section 8.5). */
  private static final Set<Integer> UNTOLD = Set.of(10, 12, 19, 30);

  private final Connection connection;
  private final Dialect dialect;
  private final MessageHandler messages;
  private final SessionErrors errors;
  private final RateLimit limit;
  private final WireInput in;
  private final WireOutput out;
  private final long receivedBefore;
  private @Nullable RsyncException failure;

  FramedSession(
      Connection connection,
      Dialect dialect,
      MessageHandler messages,
      HandshakeErrors errors,
      RateLimit limit) {
    this.connection = connection;
    this.dialect = dialect;
    this.messages = messages;
    this.errors = new SessionErrors(errors);
    this.limit = limit;
    this.in = new WireInput(this);
    this.receivedBefore = connection.bytesReceived();
    this.out = new WireOutput(this);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public WireInput in() {
    return in;
  }

  @Override
  public WireOutput out() {
    return out;
  }

  @Override
  public ByteBuf next() throws RsyncException {
    ByteBuf ready = poll();
    if (ready != null) {
      return ready;
    }
    out.flush();
    while (true) {
      ByteBuf piece = handle(take());
      if (piece != null) {
        return piece;
      }
    }
  }

  @Override
  public @Nullable ByteBuf poll() throws RsyncException {
    checkFailure();
    for (Inbound item = connection.inbound().poll();
        item != null;
        item = connection.inbound().poll()) {
      ByteBuf piece = handle(item);
      if (piece != null) {
        return piece;
      }
    }
    return null;
  }

  private Inbound take() throws RsyncException {
    long start = System.nanoTime();
    try {
      while (true) {
        long left = connection.untilTimeout(start);
        if (left <= 0) {
          throw failed(
              errors.of(
                  Kind.TIMEOUT,
                  "nothing heard for " + connection.timeout().seconds() + " s (--timeout)"));
        }
        Inbound item = connection.inbound().take(left);
        if (item != null) {
          return item;
        }
      }
    } catch (InterruptedException e) {
      throw failed(connection.interrupted(errors.at(), e));
    }
  }

  /** The item's data, or null if it was a message, which is then done. */
  private @Nullable ByteBuf handle(Inbound item) throws RsyncException {
    // No switch over the types: the JVM would make a class for it, which a small push would feel.
    if (item instanceof Inbound.Data(ByteBuf bytes)) {
      errors.heard();
      return bytes;
    }
    if (item instanceof Inbound.Message(int code, byte[] payload)) {
      message(code, payload);
      return null;
    }
    throw failed(errors.ended(((Inbound.End) item).cause()));
  }

  private void message(int code, byte[] payload) throws RsyncException {
    switch (code) {
      case MessageCode.ERROR_XFER -> text(TextKind.ERROR_XFER, payload);
      case MessageCode.INFO -> text(TextKind.INFO, payload);
      case MessageCode.ERROR -> text(TextKind.ERROR, payload);
      case MessageCode.WARNING -> text(TextKind.WARNING, payload);
      case MessageCode.SUCCESS -> messages.success(MessageCode.int32(payload));
      case MessageCode.DELETED -> deleted(payload);
      case MessageCode.ERROR_EXIT -> throw leave(payload);
      // IO_ERROR, which only a sender has to tell.
      default -> {}
    }
  }

  private void text(TextKind kind, byte[] text) {
    errors.text(kind, text);
    messages.text(kind, text);
  }

  /** A directory's path has a NUL behind it. */
  private void deleted(byte[] text) throws RsyncException {
    boolean directory = text.length > 0 && text[text.length - 1] == 0;
    byte[] path = directory ? Arrays.copyOf(text, text.length - 1) : text;
    for (byte b : path) {
      if (b == 0) {
        throw failed(errors.of(Kind.PROTOCOL, "the daemon deleted a name with a NUL in it"));
      }
    }
    messages.deleted(path, directory);
  }

  /** The daemon failed; a code is answered with an empty message, then both sides leave. */
  private RsyncException leave(byte[] payload) throws RsyncException {
    RsyncException told =
        failed(
            payload.length == 4
                ? errors.remoteExit(MessageCode.int32(payload))
                : errors.ended(null));
    if (payload.length == 4) {
      write(MessageCode.frame(MessageCode.ERROR_EXIT));
    }
    // What a server says before it gives up may have come another way.
    if (connection.drainAndClose() instanceof RsyncException better && !errors.explained()) {
      told = errors.at().relayed(better);
      failure = told;
    }
    return told;
  }

  @Override
  public ByteBuf allocate(int capacity) {
    return connection.allocate(HEADER + capacity).setIndex(HEADER, HEADER);
  }

  @Override
  public void send(ByteBuf data) throws RsyncException {
    int length = data.readableBytes();
    data.setIntLE(0, MessageCode.header(MessageCode.DATA, length)).readerIndex(0);
    try {
      checkFailure();
      long wait = limit.delay(length);
      if (wait > 0) {
        connection.pause(wait);
      }
    } catch (InterruptedException e) {
      data.release();
      throw failed(connection.interrupted(errors.at(), e));
    } catch (RsyncException e) {
      data.release();
      throw e;
    }
    if (!write(data)) {
      throw explanation();
    }
  }

  private void sendMessage(ByteBuf frame) throws RsyncException {
    out.flush();
    if (!write(frame)) {
      throw explanation();
    }
  }

  private boolean write(ByteBuf frame) throws RsyncException {
    try {
      return connection.write(frame);
    } catch (InterruptedException e) {
      throw failed(connection.interrupted(errors.at(), e));
    } catch (RsyncException e) {
      throw failed(errors.of(e.kind(), String.valueOf(e.getMessage())));
    }
  }

  /** Nothing can be written any more; the daemon may have said why (section 8.4). */
  private RsyncException explanation() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Connection.DRAIN_SECONDS);
    try {
      while (true) {
        // Asked here, for a daemon that goes on and on would never let the queue run empty.
        long left = deadline - System.nanoTime();
        Inbound item = left > 0 ? connection.inbound().take(left) : null;
        if (item == null) {
          return failed(errors.of(Kind.CONNECTION, "connection broke while writing"));
        }
        ByteBuf piece = handle(item);
        if (piece != null) {
          piece.release();
        }
      }
    } catch (InterruptedException e) {
      return failed(connection.interrupted(errors.at(), e));
    } catch (RsyncException e) {
      return e;
    }
  }

  private RsyncException failed(RsyncException why) {
    if (failure == null) {
      failure = why;
    }
    return failure;
  }

  private void checkFailure() throws RsyncException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void sendIoError(int bits) throws RsyncException {
    sendMessage(MessageCode.frame(MessageCode.IO_ERROR, bits));
  }

  @Override
  public void sendNoSend(int index) throws RsyncException {
    sendMessage(MessageCode.frame(MessageCode.NO_SEND, index));
  }

  @Override
  public boolean unheard() {
    return connection.bytesReceived() == receivedBefore;
  }

  @Override
  public long bytesReceived() {
    return connection.bytesReceived();
  }

  @Override
  public long bytesSent() {
    return connection.bytesSent();
  }

  @Override
  public void fail(int exitCode) {
    if (failure == null && dialect.protocol() >= 31 && !UNTOLD.contains(exitCode)) {
      try {
        if (write(MessageCode.frame(MessageCode.ERROR_EXIT, exitCode))) {
          connection.drainAndClose();
        }
      } catch (RsyncException e) {
        // Closed below; the caller has a failure of its own to report.
        failure = e;
      }
    }
    close();
  }

  @Override
  public void abort() {
    connection.close(new RsyncException(Kind.CANCELLED, "stopped"));
  }

  @Override
  public void close() {
    connection.close();
    in.close();
    out.close();
  }
}
