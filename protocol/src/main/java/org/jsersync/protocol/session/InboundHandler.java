package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.List;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * The event loop's side of a connection: received bytes into the queue, as they are until {@link
 * #startFrames}, as frames from then on.
 *
 * <p>No adapter of Netty's is extended: its annotations would be looked at by reflection, for which
 * the JVM makes classes, and a small push takes no longer than ten of those.
 */
final class InboundHandler implements ChannelInboundHandler {
  private final Connection connection;
  private final Channel channel;
  private final InboundQueue queue;
  private final FrameDecoder decoder;
  private boolean framed;
  private boolean broken;

  InboundHandler(Connection connection, Channel channel, InboundQueue queue, FrameDecoder decoder) {
    this.connection = connection;
    this.channel = channel;
    this.queue = queue;
    this.decoder = decoder;
  }

  /** From here on the server sends frames; on the event loop, while nobody reads. */
  void startFrames(@Nullable ByteBuf first) {
    framed = true;
    // Taken out before anything decoded goes in.
    List<Inbound> waiting = queue.takeAll();
    if (first != null) {
      decode(first);
    }
    for (Inbound item : waiting) {
      if (item instanceof Inbound.Data(ByteBuf bytes)) {
        decode(bytes);
      } else {
        queue.add(item);
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    connection.received(bytes.readableBytes());
    if (framed) {
      decode(bytes);
    } else {
      queue.add(new Inbound.Data(bytes));
    }
  }

  private void decode(ByteBuf bytes) {
    try {
      if (!broken) {
        decoder.decode(bytes);
      }
    } catch (RsyncException e) {
      broken = true;
      queue.end(e);
      var _ = channel.close();
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    quickAck(ctx);
    if (queue.pauseIfFull()) {
      ctx.channel().config().setAutoRead(false);
    }
  }

  /**
   * The kernel clears the option by itself (01-session, section 10.3). It matters in the session as
   * much as before it: the daemon's requests and acknowledgements are small writes under Nagle, and
   * each would wait 40 ms for the one before.
   */
  static void quickAck(ChannelHandlerContext ctx) {
    if (ctx.channel() instanceof EpollSocketChannel && ctx.channel().isActive()) {
      ctx.channel().config().setOption(EpollChannelOption.TCP_QUICKACK, true);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    quickAck(ctx);
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    connection.ended(null);
  }

  @Override
  @SuppressWarnings("deprecation") // Not for what handles received data.
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    connection.ended(cause);
    var _ = ctx.close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    connection.writableChanged();
  }

  // The rest is nobody's business here.

  @Override
  public void channelRegistered(ChannelHandlerContext ctx) {
    ctx.fireChannelRegistered();
  }

  @Override
  public void channelUnregistered(ChannelHandlerContext ctx) {
    ctx.fireChannelUnregistered();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {}

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {}
}
