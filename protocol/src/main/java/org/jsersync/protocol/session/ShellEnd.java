package org.jsersync.protocol.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.child.Child.Exit;
import org.jspecify.annotations.Nullable;

/** What it means that a remote shell ended so (04-options, section 7). */
final class ShellEnd {
  /** ssh itself failed. */
  private static final int SHELL_FAILED = 255;

  private static final int NOT_FOUND = 127;
  private static final int NOT_EXECUTABLE = 126;

  /** How rsync ends; what stands before it says more. */
  private static final String LAST_WORDS = "rsync error:";

  /** A text of ssh's that tells what to do. */
  private record Known(String text, Kind kind, String remedy) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "Permission denied",
              Kind.AUTHENTICATION,
              "nobody is there to be asked: the login must work by a key, without a password"),
          new Known(
              "Host key verification failed",
              Kind.REFUSED,
              "its key is not the known one: check it, then log in once by hand"),
          new Known("Could not resolve hostname", Kind.CONNECTION, "check the host's name"),
          new Known("Bad configuration option", Kind.USAGE, "see ssh_config"));

  private ShellEnd() {}

  /**
   * Why, without the place; null if its end says nothing.
   *
   * @param lines what it wrote last to its standard error, one char per byte
   */
  static @Nullable RsyncException explain(Exit exit, List<String> lines) {
    if (exit.signal() != 0) {
      return of(Kind.CONNECTION, SHELL_FAILED, lines, "the remote shell was killed", null);
    }
    return switch (exit.code()) {
      case 0 -> null;
      case SHELL_FAILED -> shellFailed(lines);
      case NOT_FOUND -> of(Kind.REFUSED, NOT_FOUND, lines, "no rsync there", "install rsync there");
      case NOT_EXECUTABLE ->
          of(Kind.REFUSED, NOT_EXECUTABLE, lines, "rsync cannot be run there", null);
      default -> serverFailed(exit.code(), lines);
    };
  }

  private static RsyncException shellFailed(List<String> lines) {
    for (Known known : KNOWN) {
      for (String line : lines) {
        if (line.contains(known.text)) {
          return of(known.kind, SHELL_FAILED, List.of(line), "", known.remedy);
        }
      }
    }
    return of(Kind.CONNECTION, SHELL_FAILED, lines, "the remote shell failed", null);
  }

  private static RsyncException serverFailed(int code, List<String> lines) {
    List<String> telling = lines.stream().filter(line -> !line.startsWith(LAST_WORDS)).toList();
    boolean unknown = telling.stream().anyMatch(line -> line.contains("unknown option"));
    return of(
        unknown ? Kind.UNSUPPORTED : Kind.REMOTE,
        code,
        telling.isEmpty() ? lines : telling,
        "rsync there gave up with exit code " + code,
        null);
  }

  private static RsyncException of(
      Kind kind, int code, List<String> lines, String otherwise, @Nullable String remedy) {
    String said =
        lines.isEmpty()
            ? otherwise
            : HandshakeErrors.shown(lines.getLast().getBytes(StandardCharsets.ISO_8859_1));
    return new RsyncException(kind, code, remedy == null ? said : said + " (" + remedy + ")", null);
  }
}
