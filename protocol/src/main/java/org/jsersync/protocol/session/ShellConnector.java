package org.jsersync.protocol.session;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.PosixException;

/** Starts servers through a remote shell, and opens sessions with them. */
final class ShellConnector {
  /** A server that gave up for its arguments. */
  private static final Set<Kind> GAVE_UP = Set.of(Kind.REMOTE, Kind.UNSUPPORTED);

  private final Supplier<EventLoopGroup> loops;

  /** Where an old rsync was found. */
  private final Set<RsyncTarget> old = ConcurrentHashMap.newKeySet();

  ShellConnector(Supplier<EventLoopGroup> loops) {
    this.loops = loops;
  }

  /**
   * A session up to the seed. A server gets its arguments before it says its version: they are made
   * for a new one, and if it gives up because of them, for the oldest.
   */
  ReadySession ready(SessionRequest request, GreetingListener greeting, HandshakeErrors errors)
      throws RsyncException {
    ServerCommand oldest = command(request, SessionRequest.MIN_PROTOCOL);
    ServerCommand newest = command(request, request.protocolCap());
    if (!old.contains(request.target())) {
      try {
        return begin(newest, request, greeting, errors);
      } catch (RsyncException e) {
        if (!GAVE_UP.contains(e.kind()) || newest.says(oldest)) {
          throw e;
        }
      }
    }
    ReadySession session = begin(oldest, request, greeting, errors);
    old.add(request.target());
    return session;
  }

  private static ServerCommand command(SessionRequest request, int protocol) throws RsyncException {
    return ServerCommand.of(request.arguments().forProtocol(protocol));
  }

  private ReadySession begin(
      ServerCommand command,
      SessionRequest request,
      GreetingListener greeting,
      HandshakeErrors errors)
      throws RsyncException {
    return Connector.begin(
        request,
        start(command, request, errors),
        greeting,
        errors,
        handshake -> handshake.begin(request, command.streamed()));
  }

  /** Starts the request's remote shell with this command for the other end. */
  Connection start(ServerCommand command, SessionRequest request, HandshakeErrors errors)
      throws RsyncException {
    RsyncTarget target = request.target();
    RemoteShell shell = Objects.requireNonNull(target.shell());
    List<byte[]> vector =
        ShellCommand.of(shell, target, request.family(), request.connectTimeout(), command.words());
    if (request.localAddress() != null) {
      throw errors.of(Kind.USAGE, "--address has no meaning through a remote shell");
    }
    EventLoopGroup group = loops.get();
    if (!Epoll.isAvailable()) {
      throw errors.of(
          Kind.USAGE,
          "a remote shell needs native epoll, which cannot be loaded here",
          Epoll.unavailabilityCause());
    }
    try {
      return ShellChild.start(vector, group.next());
    } catch (PosixException e) {
      String what = "cannot start " + shell.words().getFirst() + ": " + e.reason();
      throw e.isGone()
          ? errors.of(Kind.USAGE, what + " (install it, or name another remote shell)", e)
          : errors.of(Kind.CONNECTION, what, e);
    }
  }
}
