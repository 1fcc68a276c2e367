package org.jsersync.protocol.session;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.session.MessageHandler.TextKind;
import org.jspecify.annotations.Nullable;

/** Why a session broke off: keeps what the daemon said last (01-session, sections 8.4 and 8.5). */
final class SessionErrors {
  /** How stock rsync ends; the text before it says more. */
  private static final String LAST_WORDS = "rsync error:";

  /** How every daemon since 3.0 names an option of its {@code refuse options}. */
  private static final Pattern REFUSED = Pattern.compile("is configured to refuse --([a-z0-9-]+)");

  private final HandshakeErrors at;
  private @Nullable String remote;
  private boolean heard;

  SessionErrors(HandshakeErrors at) {
    this.at = at;
  }

  /** The daemon sent data: it did start. */
  void heard() {
    heard = true;
  }

  /** The daemon sent a text. */
  void text(TextKind kind, byte[] text) {
    if (kind != TextKind.ERROR && kind != TextKind.ERROR_XFER) {
      return;
    }
    String line = new String(text, StandardCharsets.ISO_8859_1).strip();
    if (remote == null || !line.startsWith(LAST_WORDS)) {
      remote = HandshakeErrors.shown(line.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Whether the daemon sent a text that says what is wrong. */
  boolean explained() {
    return remote != null;
  }

  /** The daemon told its exit code. */
  RsyncException remoteExit(int code) {
    int exit = code >= 1 && code <= 255 ? code : 12;
    if (remote == null) {
      Kind kind = exit == 4 ? Kind.UNSUPPORTED : Kind.REMOTE;
      return new RsyncException(
          kind, exit, at.where() + ": the daemon gave up with exit code " + exit, null);
    }
    RsyncException refusal = refusal(remote, null);
    Kind kind = exit == 4 ? Kind.UNSUPPORTED : kind(remote, Kind.REMOTE);
    return refusal != null
        ? refusal
        : new RsyncException(kind, exit, at.where() + ": " + remote, null);
  }

  /** The stream ended too early. */
  RsyncException ended(@Nullable Throwable cause) {
    // An exit code of rsync's own says less than its last text.
    if (cause instanceof RsyncException told && (remote == null || told.kind() != Kind.REMOTE)) {
      return at.relayed(told);
    }
    Kind kind = cause == null ? Kind.STREAM : Kind.CONNECTION;
    if (remote != null) {
      RsyncException refusal = refusal(remote, cause);
      return refusal != null ? refusal : at.of(kind(remote, kind), remote, cause);
    }
    String how = cause == null ? "connection closed" : HandshakeErrors.reason(cause);
    return at.of(
        kind,
        heard
            ? how + " in the middle of the session"
            : how
                + " before the daemon said anything: is the module read only, or does it refuse an"
                + " option? See its log");
  }

  private @Nullable RsyncException refusal(String text, @Nullable Throwable cause) {
    Matcher refused = REFUSED.matcher(text);
    return refused.find()
        ? RsyncException.refusing(refused.group(1), at.where() + ": " + text, cause)
        : null;
  }

  /** Old daemons tell no exit code; the text must do. */
  private static Kind kind(String text, Kind otherwise) {
    if (text.contains("module is read only")) {
      return Kind.READ_ONLY;
    }
    return text.contains("unknown option") ? Kind.UNSUPPORTED : otherwise;
  }

  RsyncException of(Kind kind, String what) {
    return at.of(kind, what);
  }

  HandshakeErrors at() {
    return at;
  }
}
