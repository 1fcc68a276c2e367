package org.jsersync.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Where an rsync daemon listens.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port TCP port
 */
public record DaemonAddress(String host, int port) {

  /**
   * Reads {@code host::} or {@code rsync://host[:port][/]}: a daemon that is asked for its modules.
   *
   * @throws RsyncException of kind USAGE if it is something else, or goes on with a module
   */
  public static DaemonAddress parse(String text) throws RsyncException {
    return parse(text.getBytes(StandardCharsets.UTF_8), RsyncTarget.DEFAULT_PORT);
  }

  /**
   * Reads it from the bytes of a command line.
   *
   * @param defaultPort the port if the text names none ({@code --port})
   */
  public static DaemonAddress parse(byte[] text, int defaultPort) throws RsyncException {
    TargetText parts = TargetText.parse(text, defaultPort);
    if (!parts.daemon()) {
      throw parts.wrong("is no daemon; HOST:: or rsync://HOST/ lists a daemon's modules");
    }
    if (!parts.place().isEmpty()) {
      throw parts.wrong("names a module; HOST:: or rsync://HOST/ lists a daemon's modules");
    }
    return new DaemonAddress(parts.host(), parts.port());
  }

  /** As {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
