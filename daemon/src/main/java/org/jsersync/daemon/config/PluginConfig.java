package org.jsersync.daemon.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A plugin: what is called for each name that changed (06-sersync, section 11). Texts are {@link
 * ByteText}; patterns are matched against names of one char per byte.
 */
public sealed interface PluginConfig {
  /** The names by which sersync knows them, and {@code http}, which it announced. */
  List<String> NAMES = List.of("command", "socket", "refreshCDN", "http");

  /**
   * The directory whose changes are told: absolute, but otherwise as it is written, for with a
   * slash at its end it is {@code /w//a.php} that a command is given.
   */
  String watch();

  /** Which of {@link #NAMES} it is. */
  String name();

  /**
   * Runs a program, with the absolute path as one of its arguments.
   *
   * @param prefix the program and its first arguments; if empty, the path itself is the program
   * @param suffix its last arguments
   * @param ignoreError whether its output and its exit code count for nothing
   * @param include absolute paths are passed on that one of these matches wholly; null = all are
   * @param limit how long it may run before it is killed
   */
  record Command(
      String watch,
      List<String> prefix,
      List<String> suffix,
      boolean ignoreError,
      @Nullable List<Pattern> include,
      Duration limit)
      implements PluginConfig {
    public Command {
      prefix = List.copyOf(prefix);
      suffix = List.copyOf(suffix);
      include = include == null ? null : List.copyOf(include);
    }

    @Override
    public String name() {
      return "command";
    }
  }

  /**
   * Sends the absolute path over a connection of its own.
   *
   * @param host name or address
   */
  record Socket(String watch, String host, int port) implements PluginConfig {
    @Override
    public String name() {
      return "socket";
    }
  }

  /**
   * Asks a content delivery network to fetch a file anew.
   *
   * @param host name or address; also what the request says in {@code Host}
   * @param base what URLs begin with
   * @param match searched in the absolute path: the URL is base, its first group, and what follows
   *     it; null = the URL is base and the path below the watched directory
   */
  record RefreshCdn(
      String watch,
      String host,
      int port,
      String user,
      String password,
      String base,
      @Nullable Pattern match)
      implements PluginConfig {
    @Override
    public String name() {
      return "refreshCDN";
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "refreshCDN " + user + "@" + host + ":" + port + " " + base;
    }
  }

  /**
   * Posts JSON, one request for all that was confirmed together.
   *
   * @param url http or https
   * @param timeout how long an answer may take
   * @param include as in {@link Command}
   */
  record Http(String watch, URI url, Duration timeout, @Nullable List<Pattern> include)
      implements PluginConfig {
    public Http {
      include = include == null ? null : List.copyOf(include);
    }

    @Override
    public String name() {
      return "http";
    }
  }
}
