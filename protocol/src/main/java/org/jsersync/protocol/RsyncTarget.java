package org.jsersync.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A place in a module of a daemon: {@code [user@]host::module[/path]} or {@code
 * rsync://[user@]host[:port]/module[/path]} (04-options, section 3).
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port TCP port
 * @param user who to authenticate as if the daemon asks; null = not named
 * @param module the module's name, bytes as UTF-8
 * @param path below the module, {@link BytePath#ROOT} for the module itself
 * @param directory whether the text ended in a slash: a missing place is then made a directory,
 *     even for one file (04-options, section 3.4); always true for the module itself
 */
public record RsyncTarget(
    String host, int port, @Nullable String user, String module, BytePath path, boolean directory) {
  /** The daemons' own port. */
  public static final int DEFAULT_PORT = 873;

  /** A directory. */
  public RsyncTarget(String host, int port, @Nullable String user, String module, BytePath path) {
    this(host, port, user, module, path, true);
  }

  /**
   * Reads a target as a person writes it.
   *
   * @throws RsyncException of kind USAGE, saying what is wrong with the text
   */
  public static RsyncTarget parse(String text) throws RsyncException {
    return parse(text.getBytes(StandardCharsets.UTF_8), DEFAULT_PORT);
  }

  /**
   * Reads a target from the bytes of a command line.
   *
   * @param defaultPort the port if the text names none ({@code --port})
   * @throws RsyncException of kind USAGE, saying what is wrong with the text
   */
  public static RsyncTarget parse(byte[] text, int defaultPort) throws RsyncException {
    TargetText parts = TargetText.parse(text, defaultPort);
    String place = parts.place();
    if (place.isEmpty()) {
      throw parts.wrong("names no module; HOST::MODULE or rsync://HOST/MODULE is needed");
    }
    if (place.charAt(0) == '/') {
      throw parts.wrong("has a / where a module's name must stand");
    }
    int slash = place.indexOf('/');
    String module = slash < 0 ? place : place.substring(0, slash);
    byte[] below = TargetText.bytes(slash < 0 ? "" : place.substring(slash + 1));
    while (below.length > 0 && below[0] == '/') {
      below = Arrays.copyOfRange(below, 1, below.length);
    }
    BytePath path = BytePath.of(below);
    return new RsyncTarget(
        parts.host(),
        parts.port(),
        parts.user(),
        TargetText.utf8(module),
        path,
        path.isEmpty() || place.endsWith("/"));
  }

  /** The daemon that the module is on. */
  public DaemonAddress daemon() {
    return new DaemonAddress(host, port);
  }

  @Override
  public String toString() {
    String name = path.isEmpty() ? module : module + "/" + path + (directory ? "/" : "");
    String at = user == null ? "" : user + "@";
    if (port != DEFAULT_PORT) {
      return "rsync://" + at + daemon() + "/" + name;
    }
    return at + (host.indexOf(':') < 0 ? host : "[" + host + "]") + "::" + name;
  }
}
