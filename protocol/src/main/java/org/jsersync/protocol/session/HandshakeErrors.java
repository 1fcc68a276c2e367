package org.jsersync.protocol.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.DisplayName;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong on the way to the seed, as exceptions that name daemon, module and remedy
 * (01-session, section 1.5; 04-options, section 7).
 *
 * @param where server and place, for people
 */
record HandshakeErrors(String where) {
  private static final String ERROR = "@ERROR";
  private static final int MAX_SHOWN = 1000;

  /** A text after {@code @ERROR:}, known by its beginning; the first that fits counts. */
  private record Refusal(String beginning, Kind kind, String remedy) {}

  private static final String CLIENT_FAULT = "this is a fault of this client; please report it";
  private static final String SETUP = "see the daemon's log and the module's path, uid and gid";
  private static final String HOOK = "see the daemon's log and the module's hooks";

  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal("max connections (-", Kind.REFUSED, "the module is disabled there"),
          new Refusal("max connections", Kind.BUSY, "it is full for now"),
          new Refusal(
              "auth failed",
              Kind.AUTHENTICATION,
              "check user and password, and the module's auth users and secrets file"),
          new Refusal(
              "Unknown module", Kind.REFUSED, "check the module's name and its hosts allow"),
          new Refusal("access denied", Kind.REFUSED, "check the module's hosts allow and deny"),
          new Refusal(
              "your client does not support one of our daemon-auth checksums",
              Kind.REFUSED,
              "check the daemon's auth digest"),
          new Refusal("your client", Kind.REFUSED, CLIENT_FAULT),
          new Refusal("Unknown command", Kind.REFUSED, "a module's name cannot begin with #"),
          new Refusal("protocol startup error", Kind.REFUSED, CLIENT_FAULT),
          new Refusal("invalid early_input", Kind.REFUSED, CLIENT_FAULT),
          new Refusal("chdir failed", Kind.BUSY, "is the module's path there and mounted?"),
          new Refusal("failed to open lock file", Kind.BUSY, "see the daemon's log"),
          new Refusal("fork failed", Kind.BUSY, "see the daemon's log"),
          new Refusal("chroot failed", Kind.BUSY, SETUP),
          new Refusal("set", Kind.BUSY, SETUP),
          new Refusal("initgroups failed", Kind.BUSY, SETUP),
          new Refusal("getpwuid failed", Kind.BUSY, SETUP),
          new Refusal("getgrouplist failed", Kind.BUSY, SETUP),
          new Refusal("pre-xfer exec", Kind.BUSY, HOOK),
          new Refusal("early exec", Kind.BUSY, HOOK),
          new Refusal("name-converter exec", Kind.BUSY, HOOK),
          new Refusal("invalid uid", Kind.REFUSED, SETUP),
          new Refusal("invalid gid", Kind.REFUSED, SETUP),
          new Refusal("no path setting", Kind.REFUSED, SETUP),
          new Refusal("daemon security issue", Kind.REFUSED, "see the daemon's log"),
          new Refusal("", Kind.REFUSED, "see the daemon's log"));

  /** A daemon that is only asked. */
  static HandshakeErrors at(DaemonAddress daemon) {
    return new HandshakeErrors(daemon.toString());
  }

  /** What a session goes to. */
  static HandshakeErrors at(RsyncTarget target) {
    return new HandshakeErrors(
        target.isModule()
            ? target.server() + " module " + quoted(target.module())
            : target.toString());
  }

  private static String quoted(String module) {
    return "\"" + DisplayName.of(module.getBytes(StandardCharsets.UTF_8)) + "\"";
  }

  RsyncException of(Kind kind, String what) {
    return of(kind, what, null);
  }

  RsyncException of(Kind kind, String what, @Nullable Throwable cause) {
    return new RsyncException(kind, where + ": " + what, cause);
  }

  static boolean isError(byte[] line) {
    return startsWith(line, ERROR);
  }

  /** The daemon turned us away. */
  RsyncException refused(byte[] line) {
    String text = shown(line).substring(ERROR.length());
    String reason = text.startsWith(":") ? text.substring(1).strip() : text.strip();
    Refusal refusal =
        REFUSALS.stream().filter(r -> reason.startsWith(r.beginning)).findFirst().orElseThrow();
    return of(refusal.kind, reason + " (" + refusal.remedy + ")");
  }

  /** Something else listens there. */
  RsyncException noDaemon(byte[] sent) {
    return of(Kind.REFUSED, "server sent \"" + shown(sent) + "\" rather than greeting");
  }

  /** The connection ended while we waited for something. */
  RsyncException ended(Stage stage, @Nullable Throwable cause) {
    if (cause instanceof RsyncException told) {
      return relayed(told);
    }
    if (cause != null) {
      return of(
          Kind.CONNECTION,
          "connection broke before " + stage.awaited + ": " + reason(cause),
          cause);
    }
    return of(
        stage.closed, "the server closed the connection before " + stage.awaited + stage.hint);
  }

  /** The same, with the place. */
  RsyncException relayed(RsyncException told) {
    return new RsyncException(told.kind(), told.exitCode(), where + ": " + told.getMessage(), told);
  }

  /** Neither side speaks the other's protocol. */
  RsyncException tooOld(int protocol) {
    return of(
        Kind.PROTOCOL,
        "rsync there is too old (protocol "
            + protocol
            + "; "
            + SessionRequest.MIN_PROTOCOL
            + " or newer needed)");
  }

  /**
   * Something else than an rsync server writes to the remote shell's output.
   *
   * @param first what stands where its version should, little-endian
   * @param more what came with it; released here
   */
  RsyncException noServer(int first, @Nullable ByteBuf more) {
    ByteBuf start = Unpooled.buffer().writeIntLE(first);
    if (more != null) {
      start.writeBytes(more, Math.min(more.readableBytes(), MAX_SHOWN));
      more.release();
    }
    String text = start.toString(StandardCharsets.ISO_8859_1).strip();
    int end = text.indexOf('\n');
    byte[] line = (end < 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.ISO_8859_1);
    return of(
        Kind.REFUSED,
        "the login there printed \""
            + shown(line)
            + "\" where rsync's version must stand (start-up files must print nothing)");
  }

  RsyncException late(Stage stage, long seconds) {
    return of(
        Kind.TIMEOUT, stage.awaited + " did not come within " + seconds + " s" + stage.lateHint);
  }

  /** The text of a socket's failure, without the name of the call that failed. */
  static String reason(Throwable cause) {
    String text = cause.getMessage();
    return text == null
        ? cause.getClass().getSimpleName()
        : text.replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
  }

  static boolean startsWith(byte[] line, String prefix) {
    if (line.length < prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (line[i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static String shown(byte[] line) {
    return DisplayName.of(Arrays.copyOf(line, Math.min(line.length, MAX_SHOWN)));
  }

  /** What we wait for. */
  enum Stage {
    GREETING(
        "its greeting",
        Kind.BUSY,
        " (is it an rsync daemon? see its log)",
        " (is it an rsync daemon?)"),
    MODULE("its answer to the module's name", Kind.BUSY, " (see its log)", ""),
    AUTHENTICATION("its answer to user and password", Kind.BUSY, " (see its log)", ""),
    ARGUMENTS("the checksum seed", Kind.STREAM, " (see its log)", ""),
    VERSION(
        "the version of the rsync there",
        Kind.CONNECTION,
        "",
        " (does the login there start rsync?)"),
    SETUP("the checksum seed", Kind.STREAM, "", ""),
    NAMES("the checksum seed", Kind.STREAM, " (does it know the algorithms offered?)", "");

    private final String awaited;
    private final Kind closed;
    private final String hint;
    private final String lateHint;

    Stage(String awaited, Kind closed, String hint, String lateHint) {
      this.awaited = awaited;
      this.closed = closed;
      this.hint = hint;
      this.lateHint = lateHint;
    }
  }
}
