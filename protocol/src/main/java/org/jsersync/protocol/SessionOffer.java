package org.jsersync.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.jsersync.protocol.session.ServerArguments;
import org.jsersync.protocol.session.SessionRequest;
import org.jspecify.annotations.Nullable;

/** What a push asks of the connection, and what it offers the daemon. */
final class SessionOffer {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(60);

  private SessionOffer() {}

  /**
   * The session that a push needs.
   *
   * @param options as they are sent, see {@link NamesPush#options}
   * @param incremental whether lists may go directory by directory
   */
  static SessionRequest of(
      RsyncTarget target,
      @Nullable PasswordSource password,
      PushOptions options,
      boolean incremental)
      throws RsyncException {
    ServerArguments arguments = new ServerArguments(options, target);
    return new SessionRequest(
        target,
        password,
        protocol -> arguments.forProtocol(protocol, incremental),
        incremental,
        Digest.offered(),
        DigestChoice.of(options).transfer(),
        options.compression() == Compression.AUTO ? Compression.codecs() : List.of(),
        explicitCompression(options.compression()),
        options.protocolCap(),
        connectTimeout(options),
        HANDSHAKE_TIMEOUT,
        options.timeoutSeconds(),
        options.bandwidthLimitKib() * 1024L,
        options.addressFamily(),
        localAddress(options));
  }

  static Duration connectTimeout(PushOptions options) {
    int seconds = options.connectTimeoutSeconds();
    return seconds > 0 ? Duration.ofSeconds(seconds) : CONNECT_TIMEOUT;
  }

  private static @Nullable Compression explicitCompression(Compression compression) {
    return Compression.codecs().contains(compression) ? compression : null;
  }

  private static @Nullable InetAddress localAddress(PushOptions options) throws RsyncException {
    String address = options.address();
    if (address == null) {
      return null;
    }
    try {
      return options.addressFamily().resolve(address).getFirst();
    } catch (UnknownHostException e) {
      throw new RsyncException(RsyncException.Kind.CONNECTION, "--address: " + e.getMessage(), e);
    }
  }
}
