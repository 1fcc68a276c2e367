package org.jsersync.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * A place that can be pushed to (04-options, section 3): in a module of a daemon, {@code
 * [user@]host::module[/path]} or {@code rsync://[user@]host[:port]/module[/path]}, or on a host
 * that a remote shell reaches, {@code [user@]host:path}. A daemon too can be reached through a
 * remote shell, which starts it.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port TCP port of a daemon that is connected to
 * @param user who to authenticate as if the daemon asks, and who to log in as through a remote
 *     shell; null = not named
 * @param module the module's name, bytes as UTF-8; empty = no daemon, the path is the host's own
 * @param path below the module, {@link BytePath#ROOT} for the module itself; without a daemon
 *     absolute or relative to the directory that a login begins in
 * @param directory whether the text ended in a slash: a missing place is then made a directory,
 *     even for one file (04-options, section 3.4); always true for the module itself
 * @param shell what reaches the host; null = a connection to the daemon
 */
public record RsyncTarget(
    String host,
    int port,
    @Nullable String user,
    String module,
    BytePath path,
    boolean directory,
    @Nullable RemoteShell shell) {
  /** The daemons' own port. */
  public static final int DEFAULT_PORT = 873;

  private static final BytePath SLASH = BytePath.of("/");

  /**
   * Rejects a place that cannot be.
   *
   * @throws IllegalArgumentException if there is neither a daemon nor a shell
   */
  public RsyncTarget {
    if (module.isEmpty() && shell == null) {
      throw new IllegalArgumentException("neither a module nor a remote shell for " + host);
    }
  }

  /** In a module of a daemon that is connected to. */
  public RsyncTarget(
      String host,
      int port,
      @Nullable String user,
      String module,
      BytePath path,
      boolean directory) {
    this(host, port, user, module, path, directory, null);
  }

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

  /** Reads a target as {@link #parse(byte[], int, RemoteShell)} does, without a chosen shell. */
  public static RsyncTarget parse(byte[] text, int defaultPort) throws RsyncException {
    return parse(text, defaultPort, null);
  }

  /**
   * Reads a target from the bytes of a command line.
   *
   * @param defaultPort the port if the text names none ({@code --port})
   * @param shell the remote shell to use ({@code -e}), also for a daemon; null = none for a daemon,
   *     ssh for a path of a host
   * @throws RsyncException of kind USAGE, saying what is wrong with the text
   */
  public static RsyncTarget parse(byte[] text, int defaultPort, @Nullable RemoteShell shell)
      throws RsyncException {
    TargetText parts = TargetText.parse(text, defaultPort);
    if (shell != null || !parts.daemon()) {
      parts.checkLogin();
    }
    return parts.daemon()
        ? inModule(parts, shell)
        : onHost(parts, shell == null ? RemoteShell.ssh() : shell);
  }

  private static RsyncTarget inModule(TargetText parts, @Nullable RemoteShell shell)
      throws RsyncException {
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
        path.isEmpty() || place.endsWith("/"),
        shell);
  }

  private static RsyncTarget onHost(TargetText parts, RemoteShell shell) throws RsyncException {
    String place = parts.place();
    if (place.matches("(?s).*[*?\\[].*")) {
      throw parts.wrong("has a wildcard in its path, which the host would expand; name the path");
    }
    if (place.startsWith("~") && !place.equals("~") && !place.startsWith("~/")) {
      throw parts.wrong("begins with another user's home; write the whole path");
    }
    // A login begins at home.
    String below = place.startsWith("~") ? place.substring(1).replaceFirst("^/+", "") : place;
    BytePath path = BytePath.of(TargetText.bytes(below));
    return new RsyncTarget(
        parts.host(),
        DEFAULT_PORT,
        parts.user(),
        "",
        path,
        path.isEmpty() || place.endsWith("/"),
        shell);
  }

  /** Whether it is in a module of a daemon. */
  public boolean isModule() {
    return !module.isEmpty();
  }

  /** The directory of that name in this one. */
  public RsyncTarget child(byte[] name) {
    return new RsyncTarget(host, port, user, module, path.child(name), true, shell);
  }

  /** The daemon that the module is on. */
  public DaemonAddress daemon() {
    return new DaemonAddress(host, port);
  }

  /** Who does the work there, for messages: the daemon's address, or user and host. */
  public String server() {
    return shell == null ? daemon().toString() : login();
  }

  private String login() {
    String at = user == null ? "" : user + "@";
    return at + (host.indexOf(':') < 0 ? host : "[" + host + "]");
  }

  @Override
  public String toString() {
    String end = directory ? "/" : "";
    if (!isModule()) {
      return login() + ":" + (path.isEmpty() ? "" : path.equals(SLASH) ? "/" : path + end);
    }
    String name = path.isEmpty() ? module : module + "/" + path + end;
    if (port != DEFAULT_PORT && shell == null) {
      return "rsync://" + (user == null ? "" : user + "@") + daemon() + "/" + name;
    }
    return login() + "::" + name;
  }
}
