package org.jsersync.protocol.session;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions with daemons. Owns the event loops, whose threads are daemon threads and do
 * nothing but move bytes; everything else happens on the caller's thread, which may be a virtual
 * one.
 */
public final class Connector implements SessionSource {
  private static final int EVENT_LOOPS = 2;

  private static final int STOP_SECONDS = 1;

  /** Bytes under way to the socket at which a writer waits, and at which it goes on. */
  static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(1 << 19, 1 << 20);

  private static final Connector SHARED = new Connector();

  private final AtomicBoolean used = new AtomicBoolean();
  private final ShellConnector servers = new ShellConnector(this::loops);

  private Connector() {}

  /** The event loops; made by whoever asks first. */
  private static final class Loops {
    static final boolean EPOLL = Epoll.isAvailable();
    static final Class<? extends SocketChannel> CHANNEL =
        EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    static final EventLoopGroup GROUP =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS,
            new DefaultThreadFactory("rsync-io", true),
            EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /**
   * Says that a session will be opened soon: the first time, what that needs is made meanwhile on a
   * thread of its own, for it takes as long as a small push.
   */
  public void prepare() {
    if (used.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("rsync-io-start").start(() -> Loops.GROUP.next());
    }
  }

  private EventLoopGroup loops() {
    used.set(true);
    return Loops.GROUP;
  }

  /**
   * Ends the event loops, if they ever ran; nothing can be opened afterwards. For the end of a
   * process: a JVM that exits waits 0.3 s for a thread that is inside a system call, and an event
   * loop always is.
   */
  public void stop() {
    if (used.get()) {
      Loops.GROUP
          .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
          .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** The one of this process. */
  public static Connector shared() {
    return SHARED;
  }

  /** Connects, enters the module, passes the arguments and agrees on the dialect. */
  @Override
  public Session open(
      SessionRequest request, Farewell farewell, MessageHandler messages, GreetingListener greeting)
      throws RsyncException {
    return ready(request, greeting).begin(messages);
  }

  @Override
  public void expect(SessionRequest request, Farewell farewell) {
    prepare();
  }

  /** A session up to the seed. */
  ReadySession ready(SessionRequest request, GreetingListener greeting) throws RsyncException {
    RsyncTarget target = request.target();
    HandshakeErrors errors = HandshakeErrors.at(target);
    if (!target.isModule()) {
      return servers.ready(request, greeting, errors);
    }
    String user = Authentication.user(target.user(), System.getenv());
    Connection connection =
        target.shell() != null
            ? servers.start(ServerCommand.DAEMON, request, errors)
            : connect(
                target.daemon(),
                request.family(),
                request.connectTimeout(),
                request.localAddress(),
                errors);
    return begin(request, connection, greeting, errors, hands -> hands.enter(request, user));
  }

  /** The way through a handshake. */
  @FunctionalInterface
  interface Opening {
    Dialect through(Handshake handshake) throws RsyncException;
  }

  static ReadySession begin(
      SessionRequest request,
      Connection connection,
      GreetingListener greeting,
      HandshakeErrors errors,
      Opening opening)
      throws RsyncException {
    Handshake handshake = new Handshake(connection, errors, greeting, request.handshakeTimeout());
    boolean done = false;
    try {
      Dialect dialect = opening.through(handshake);
      handshake.tellRemarks();
      connection.startFrames(handshake.rest(), request.ioTimeoutSeconds());
      done = true;
      return new ReadySession(request, connection, dialect, errors);
    } catch (InterruptedException e) {
      throw connection.interrupted(errors, e);
    } finally {
      if (!done) {
        handshake.close();
        connection.close();
      }
    }
  }

  /**
   * Asks a daemon for its modules: each line of its answer, MOTD included, goes to the listener.
   *
   * @param family which of the host's addresses may be connected to
   * @param connectTimeout for each address of the host; zero = the system's own
   * @param handshakeTimeout for the whole answer
   */
  public void listModules(
      DaemonAddress daemon,
      AddressFamily family,
      Duration connectTimeout,
      Duration handshakeTimeout,
      GreetingListener lines)
      throws RsyncException {
    HandshakeErrors errors = HandshakeErrors.at(daemon);
    Connection connection = connect(daemon, family, connectTimeout, null, errors);
    Handshake handshake = new Handshake(connection, errors, lines, handshakeTimeout);
    try {
      handshake.listModules();
    } finally {
      handshake.close();
      connection.close();
    }
  }

  private Connection connect(
      DaemonAddress daemon,
      AddressFamily family,
      Duration timeout,
      @Nullable InetAddress local,
      HandshakeErrors errors)
      throws RsyncException {
    RsyncException failure = errors.of(Kind.CONNECTION, "host has no address");
    for (InetAddress address : resolve(daemon, family, errors)) {
      ChannelFuture attempt = start(new InetSocketAddress(address, daemon.port()), timeout, local);
      try {
        attempt.await();
      } catch (InterruptedException e) {
        var _ = attempt.channel().close();
        Thread.currentThread().interrupt();
        throw errors.of(Kind.CANCELLED, "interrupted while connecting", e);
      }
      if (attempt.isSuccess()) {
        return attempt.channel().attr(Connection.KEY).get();
      }
      failure = failed(attempt.cause(), address, timeout, errors);
    }
    throw failure;
  }

  private static List<InetAddress> resolve(
      DaemonAddress daemon, AddressFamily family, HandshakeErrors errors) throws RsyncException {
    try {
      return family.resolve(daemon.host());
    } catch (UnknownHostException e) {
      throw errors.of(Kind.CONNECTION, String.valueOf(e.getMessage()), e);
    }
  }

  private ChannelFuture start(
      InetSocketAddress address, Duration timeout, @Nullable InetAddress local) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops())
            .channel(Loops.CHANNEL)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            // After a failed write the daemon's last words must still be read.
            .option(ChannelOption.AUTO_CLOSE, false)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE))
            .handler(new Beginning());
    return local == null
        ? bootstrap.connect(address)
        : bootstrap.connect(address, new InetSocketAddress(local, 0));
  }

  /** Gives a channel its connection as soon as it is registered; see {@link InboundHandler}. */
  private static final class Beginning implements ChannelHandler {
    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      new Connection(ctx.channel(), Ending.AS_SEEN);
      ctx.pipeline().remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {}

    @Override
    @SuppressWarnings("deprecation") // There is no other way to be a plain handler.
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.fireExceptionCaught(cause);
    }
  }

  private static RsyncException failed(
      @Nullable Throwable cause, InetAddress address, Duration timeout, HandshakeErrors errors) {
    if (cause instanceof ConnectTimeoutException) {
      return errors.of(
          Kind.CONNECT_TIMEOUT,
          "no connection to " + address.getHostAddress() + " within " + timeout.toSeconds() + " s",
          cause);
    }
    String reason = cause == null ? "no reason known" : HandshakeErrors.reason(cause);
    return errors.of(
        Kind.CONNECTION, "failed to connect to " + address.getHostAddress() + ": " + reason, cause);
  }
}
