package org.jsersync.it.parts;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where systemd hears from its services: a Unix datagram socket, whose messages are kept. */
public final class NotifySocket implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private NotifySocket() {}

  /** Listens at a path where nothing is yet. */
  public static NotifySocket bind(Path path) {
    NotifySocket socket = new NotifySocket();
    new Bootstrap()
        .group(socket.group)
        .channel(EpollDomainDatagramChannel.class)
        .handler(socket.new Keeper())
        .bind(new DomainSocketAddress(path.toString()))
        .syncUninterruptibly();
    return socket;
  }

  /** What has been said so far, in its order. */
  public List<String> messages() {
    return messages;
  }

  private final class Keeper extends SimpleChannelInboundHandler<DomainDatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
      messages.add(packet.content().toString(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully().syncUninterruptibly();
  }
}
