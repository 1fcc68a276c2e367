package org.jsersync.protocol.sender;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.session.Session;
import org.jsersync.protocol.wire.FrameSink;
import org.jsersync.protocol.wire.FrameSource;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * A daemon that says what it was told to say, whatever it hears: at once, or each time only when it
 * is waited for.
 */
final class ScriptedSession implements Session, FrameSource, FrameSink {
  private final Dialect dialect;
  private final ByteBuf said;
  private final ByteBuf heard = Unpooled.buffer();
  private final WireInput in;
  private final WireOutput out;
  private final boolean slow;
  final List<String> messages = new ArrayList<>();

  ScriptedSession(Dialect dialect, byte[] said) {
    this(dialect, said, false);
  }

  ScriptedSession(Dialect dialect, byte[] said, boolean slow) {
    this.slow = slow;
    this.dialect = dialect;
    this.said = Unpooled.wrappedBuffer(said);
    this.in = new WireInput(this);
    this.out = new WireOutput(this);
  }

  /** All that the client sent as data, in hex. */
  String heard() throws RsyncException {
    out.flush();
    return ByteBufUtil.hexDump(heard);
  }

  @Override
  public ByteBuf next() throws RsyncException {
    out.flush();
    if (!said.isReadable()) {
      throw new RsyncException(RsyncException.Kind.STREAM, "the script is over");
    }
    // One byte at a time: borders of pieces mean nothing.
    return said.readRetainedSlice(1);
  }

  @Override
  public @Nullable ByteBuf poll() {
    return said.isReadable() && !slow ? said.readRetainedSlice(1) : null;
  }

  @Override
  public ByteBuf allocate(int capacity) {
    return Unpooled.buffer(capacity);
  }

  @Override
  public void send(ByteBuf data) {
    heard.writeBytes(data);
    data.release();
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
  public void sendIoError(int bits) {
    messages.add("IO_ERROR " + bits);
  }

  @Override
  public void sendNoSend(int index) {
    messages.add("NO_SEND " + index);
  }

  @Override
  public boolean unheard() {
    return false;
  }

  @Override
  public long bytesReceived() {
    return 0;
  }

  @Override
  public long bytesSent() {
    return 0;
  }

  @Override
  public void fail(int exitCode) {}

  @Override
  public void abort() {}

  @Override
  public void close() {}
}
