package org.jsersync.protocol.session;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncTarget;
import org.jspecify.annotations.Nullable;

/**
 * A session to open.
 *
 * @param target daemon and module; the arguments say where below it
 * @param password opened only if the daemon asks; null = we have none
 * @param arguments what the server is started with; always announces the capabilities LsfxCIvu
 * @param offersIncrementalRecursion whether the arguments announce the capability i as well
 * @param checksums digests offered, in rsync's standard order (01-session, section 4.3)
 * @param explicitChecksum the one chosen with {@code --checksum-choice}; null = negotiate
 * @param compressions codecs offered, in standard order; empty = not compressing
 * @param explicitCompression the codec chosen with {@code --compress-choice}, {@code
 *     --new-compress} or {@code --old-compress}; null = negotiate
 * @param protocolCap highest protocol to speak, 30 to 32
 * @param connectTimeout for each address of the host; zero = the system's own
 * @param handshakeTimeout from the connection to the seed
 * @param ioTimeoutSeconds longest silence from the seed on; 0 = no limit of our own
 * @param bandwidthLimit bytes per second to send; 0 = no limit
 * @param family which of the host's addresses may be connected to
 * @param localAddress address to connect from; null = the system chooses
 */
public record SessionRequest(
    RsyncTarget target,
    @Nullable PasswordSource password,
    ArgumentList arguments,
    boolean offersIncrementalRecursion,
    List<Digest> checksums,
    @Nullable Digest explicitChecksum,
    List<Compression> compressions,
    @Nullable Compression explicitCompression,
    int protocolCap,
    Duration connectTimeout,
    Duration handshakeTimeout,
    int ioTimeoutSeconds,
    long bandwidthLimit,
    AddressFamily family,
    @Nullable InetAddress localAddress) {
  public static final int MIN_PROTOCOL = 30;
  public static final int MAX_PROTOCOL = 32;

  public SessionRequest {
    if (protocolCap < MIN_PROTOCOL || protocolCap > MAX_PROTOCOL) {
      throw new IllegalArgumentException("protocol " + protocolCap);
    }
    checksums = List.copyOf(checksums);
    compressions = List.copyOf(compressions);
  }

  /** Whether the arguments ask the server for compressed data. */
  boolean compressing() {
    return explicitCompression != null || !compressions.isEmpty();
  }
}
