package org.jsersync.daemon.plugin;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.ByteArrayOutputStream;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that live for one message. Used by one thread at a time. */
final class Exchange implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, Thread.ofPlatform().daemon().name("plugin-io").factory(), NioIoHandler.newFactory());
  private final String host;
  private final int port;
  private final Duration limit;

  /**
   * Connections to one place.
   *
   * @param limit for each step: until it stands, until all is sent, until all is answered
   */
  Exchange(String host, int port, Duration limit) {
    this.host = host;
    this.port = port;
    this.limit = limit;
  }

  /** Sends a message and closes; what is answered is not looked at. */
  void send(byte[] message) throws PluginException, InterruptedException {
    Channel channel = connect(null);
    try {
      await(channel.writeAndFlush(Unpooled.wrappedBuffer(message)), "not all was taken");
    } finally {
      channel.close().await(limit.toMillis());
    }
  }

  /**
   * Sends a message, says that this is all, and waits for what is answered.
   *
   * @param most bytes of the answer that matter
   * @return the answer's beginning; empty if there is none in time
   */
  byte[] ask(byte[] message, int most) throws PluginException, InterruptedException {
    Answer answer = new Answer(most);
    Channel channel = connect(answer);
    try {
      await(channel.writeAndFlush(Unpooled.wrappedBuffer(message)), "not all was taken");
      if (channel instanceof SocketChannel socket) {
        ChannelFuture _ = socket.shutdownOutput();
      }
      boolean _ = channel.closeFuture().await(limit.toMillis());
    } finally {
      channel.close().await(limit.toMillis());
    }
    return answer.bytes();
  }

  /** What hinders a connection; null if nothing does. */
  @Nullable String check() throws InterruptedException {
    try {
      boolean _ = connect(null).close().await(limit.toMillis());
      return null;
    } catch (PluginException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Channel connect(@Nullable Answer answer) throws PluginException, InterruptedException {
    ChannelFuture future =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limit.toMillis())
            .option(ChannelOption.AUTO_READ, answer != null)
            .handler(answer == null ? new Answer(0) : answer)
            .connect(host, port);
    await(future, "no connection");
    return future.channel();
  }

  private void await(ChannelFuture future, String what)
      throws PluginException, InterruptedException {
    if (!future.await(limit.toMillis())) {
      ChannelFuture _ = future.channel().close();
      throw new PluginException(what + " within " + limit.toSeconds() + " s", true);
    }
    Throwable cause = future.cause();
    if (cause instanceof UnknownHostException) {
      throw new PluginException("unknown host " + host, true);
    }
    if (cause != null) {
      // Netty adds the address, which our lines have already.
      String text = String.valueOf(cause.getMessage()).replaceFirst(": [^ ]+:[0-9]+$", "");
      throw new PluginException(text, true);
    }
  }

  @Override
  public void close() {
    Future<?> _ = loop.shutdownGracefully(0, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Keeps the beginning of what comes, and closes when that is whole. */
  private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Answer(int most) {
      this.most = most;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf in) {
      byte[] some = new byte[Math.min(in.readableBytes(), most - bytes.size())];
      in.readBytes(some);
      bytes.writeBytes(some);
      if (bytes.size() == most) {
        ChannelFuture _ = context.close();
      }
    }

    /** All that matters was sent; an answer that breaks off is as good as none. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture _ = context.close();
    }

    /** What came; complete when the connection is closed. */
    byte[] bytes() {
      return bytes.toByteArray();
    }
  }
}
