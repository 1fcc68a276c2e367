package org.jsersync.protocol;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.DisplayName;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a target's text (04-options, section 3). Works on one char per byte, so that a path
 * keeps its bytes.
 *
 * @param text all of it
 * @param place what follows the host: module and path, or the path alone; one char per byte
 * @param daemon whether the place is a daemon's; false = the host's own
 */
record TargetText(
    String text, @Nullable String user, String host, int port, String place, boolean daemon) {
  private static final String SCHEME = "rsync://";
  private static final String HOST = "(?:\\[(?<six>[^\\]/]+)\\]|(?<host>[^:/@\\[\\]]+))";
  private static final Pattern HOST_SPEC =
      Pattern.compile(
          "(?:(?<user>[^:/]*)@)?" + HOST + ":(?<daemon>:?)(?<place>.*)", Pattern.DOTALL);
  private static final Pattern URL =
      Pattern.compile(
          "(?:(?<user>[^/]*)@)?" + HOST + "(?::(?<port>[^/]*))?(?:/(?<place>.*))?", Pattern.DOTALL);

  static TargetText parse(byte[] raw, int defaultPort) throws RsyncException {
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    boolean url = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    Matcher m = url ? URL.matcher(text.substring(SCHEME.length())) : HOST_SPEC.matcher(text);
    if (!m.matches()) {
      throw wrong(
          text,
          url
              ? "is no rsync URL; write rsync://[USER@]HOST[:PORT]/MODULE[/PATH]"
              : "is no place on another host; write [USER@]HOST::MODULE[/PATH] or"
                  + " rsync://HOST/MODULE[/PATH] for a daemon, [USER@]HOST:PATH for ssh");
    }
    String user = m.group("user");
    if (user != null && !user.chars().allMatch(c -> c > ' ')) {
      throw wrong(text, "has a blank or control character in the user's name");
    }
    String host = m.group("six") != null ? m.group("six") : m.group("host");
    String place = m.group("place") == null ? "" : m.group("place");
    boolean daemon = url || !m.group("daemon").isEmpty();
    if (daemon && place.indexOf('\n') >= 0 && place.indexOf('\n') < (place + "/").indexOf('/')) {
      throw wrong(text, "has a line break in the module's name");
    }
    if (place.indexOf(0) >= 0) {
      throw wrong(text, "has a NUL in it");
    }
    int port = url ? port(text, m.group("port"), defaultPort) : defaultPort;
    return new TargetText(text, user == null ? null : utf8(user), utf8(host), port, place, daemon);
  }

  /** An empty or zero port in a URL means the daemons' own, whatever {@code --port} says. */
  private static int port(String text, @Nullable String digits, int defaultPort)
      throws RsyncException {
    if (digits == null) {
      return defaultPort;
    }
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9') || digits.length() > 9) {
      throw wrong(text, "has no number for a port");
    }
    int port = digits.isEmpty() ? 0 : Integer.parseInt(digits);
    if (port > 0xffff) {
      throw wrong(text, "has port " + port + "; ports end at 65535");
    }
    return port == 0 ? RsyncTarget.DEFAULT_PORT : port;
  }

  static byte[] bytes(String part) {
    return part.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String utf8(String part) {
    return new String(bytes(part), StandardCharsets.UTF_8);
  }

  /** Fails if a remote shell could take user or host for something else. */
  void checkLogin() throws RsyncException {
    if (host.startsWith("-") || (user != null && (user.startsWith("-") || user.isEmpty()))) {
      throw wrong("has a user or host that a remote shell would take for an option");
    }
    if (!host.chars().allMatch(c -> c > ' ' && c != 0x7f)) {
      throw wrong("has a blank or control character in the host's name");
    }
  }

  RsyncException wrong(String what) {
    return wrong(text, what);
  }

  private static RsyncException wrong(String text, String what) {
    return new RsyncException(
        RsyncException.Kind.USAGE, "\"" + DisplayName.of(bytes(text)) + "\" " + what);
  }
}
