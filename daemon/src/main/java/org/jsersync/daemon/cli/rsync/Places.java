package org.jsersync.daemon.cli.rsync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.DisplayName;
import org.jspecify.annotations.Nullable;

/** What the arguments ask for: sources and a destination (04-options, section 3.1). */
sealed interface Places {
  /** One daemon without a module: its list of modules. */
  record Modules(DaemonAddress daemon) implements Places {}

  /**
   * A push.
   *
   * @param sources as typed
   */
  record Push(List<byte[]> sources, RsyncTarget target) implements Places {}

  /**
   * Reads the arguments.
   *
   * @param arguments at least one
   * @param port for places that name none; 0 = the daemons' own
   * @param shells what reaches hosts, and daemons
   * @throws RsyncException if they do not go together, or ask for something other than a push
   */
  static Places of(List<byte[]> arguments, int port, Shells shells) throws RsyncException {
    int defaultPort = port == 0 ? RsyncTarget.DEFAULT_PORT : port;
    Place first = Place.of(arguments.getFirst());
    Place last = Place.of(arguments.getLast());
    if (first != Place.LOCAL) {
      return fromRemote(arguments, first, last, defaultPort, shells);
    }
    if (last == Place.LOCAL) {
      if (arguments.size() > 1 && arguments.getLast().length == 0) {
        throw OptionUse.usage("Empty destination arg specified (use \".\" or see --old-args).");
      }
      throw unsupported(
          arguments.size() == 1
              ? "listing local files is not supported; a destination HOST::MODULE is missing"
              : "copying to a local directory is not supported; the last argument must be"
                  + " HOST::MODULE, rsync://HOST/MODULE or HOST:PATH");
    }
    return push(
        arguments, defaultPort, last == Place.SHELL ? shells.toHosts() : shells.toDaemons());
  }

  private static Places fromRemote(
      List<byte[]> arguments, Place first, Place last, int port, Shells shells)
      throws RsyncException {
    if (arguments.size() > 1 && last != Place.LOCAL) {
      throw OptionUse.usage("The source and destination cannot both be remote.");
    }
    byte[] source = arguments.getFirst();
    boolean daemonAlone = first == Place.DAEMON && Place.rest(source).isEmpty();
    if (arguments.size() == 1 && daemonAlone) {
      if (shells.toDaemons() != null) {
        throw unsupported("a daemon's modules cannot be listed through a remote shell yet");
      }
      return new Modules(DaemonAddress.parse(source, port));
    }
    throw unsupported(
        (arguments.size() == 1 ? "listing " : "pulling from ")
            + DisplayName.of(source)
            + " is not supported yet");
  }

  private static Places push(List<byte[]> arguments, int port, @Nullable RemoteShell shell)
      throws RsyncException {
    List<byte[]> sources = List.copyOf(arguments.subList(0, arguments.size() - 1));
    for (byte[] source : sources) {
      if (source.length == 0) {
        throw OptionUse.usage("Empty source arg specified.");
      }
      if (Place.of(source) != Place.LOCAL) {
        throw OptionUse.usage("Unexpected remote arg: " + DisplayName.of(source));
      }
    }
    byte[] destination = arguments.getLast();
    if (Place.of(destination) == Place.DAEMON && Place.rest(destination).startsWith("/")) {
      throw new RsyncException(
          RsyncException.Kind.REFUSED,
          "ERROR: The remote path must start with a module name not a /");
    }
    return new Push(sources, RsyncTarget.parse(destination, port, shell));
  }

  private static RsyncException unsupported(String message) {
    return new RsyncException(RsyncException.Kind.UNSUPPORTED, message);
  }

  /** What kind of place an argument is. */
  enum Place {
    LOCAL,
    DAEMON,
    SHELL;

    private static final String SCHEME = "rsync://";

    static Place of(byte[] argument) {
      String text = new String(argument, ISO_8859_1);
      if (isUrl(text)) {
        return DAEMON;
      }
      int colon = colon(text);
      if (colon < 0) {
        return LOCAL;
      }
      return text.startsWith("::", colon) ? DAEMON : SHELL;
    }

    /** What follows a daemon's host: module and path, one char per byte. */
    static String rest(byte[] argument) {
      String text = new String(argument, ISO_8859_1);
      if (!isUrl(text)) {
        return text.substring(colon(text) + 2);
      }
      int slash = text.indexOf('/', SCHEME.length());
      return slash < 0 ? "" : text.substring(slash + 1);
    }

    private static boolean isUrl(String text) {
      return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The colon that ends a host; -1 if a slash comes first, or neither. */
    private static int colon(String text) {
      int from = text.startsWith("[") || text.contains("@[") ? text.indexOf(']') : 0;
      int colon = text.indexOf(':', Math.max(from, 0));
      int slash = text.indexOf('/');
      return colon >= 0 && (slash < 0 || colon < slash) ? colon : -1;
    }
  }
}
