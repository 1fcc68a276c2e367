package org.jsersync.protocol;

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
 * @param directory whether the path was written with a slash at its end: then it names a directory
 *     even if nothing is there yet
 */
public record RsyncTarget(
    String host, int port, @Nullable String user, String module, BytePath path, boolean directory) {
  /** The daemons' own port. */
  public static final int DEFAULT_PORT = 873;

  /** A directory. */
  public RsyncTarget(String host, int port, @Nullable String user, String module, BytePath path) {
    this(host, port, user, module, path, true);
  }

  @Override
  public String toString() {
    String at = user == null ? host : user + "@" + host;
    String name = path.isEmpty() ? module : module + "/" + path;
    return port == DEFAULT_PORT
        ? at + "::" + name
        : "rsync://"
            + (host.indexOf(':') < 0 ? at : at.replace(host, "[" + host + "]"))
            + ":"
            + port
            + "/"
            + name;
  }
}
