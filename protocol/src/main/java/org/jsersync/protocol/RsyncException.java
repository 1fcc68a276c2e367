package org.jsersync.protocol;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A session with a daemon failed. Carries rsync's exit code (01-session, section 8.6) and whether
 * trying again makes sense (01-session, section 1.5).
 */
public final class RsyncException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, and with it what a caller does next. */
  public enum Kind {
    /** Bad options or settings of our own; nothing was sent. */
    USAGE(1, Retry.NEVER),
    /** Peer and we do not understand each other: versions, counts, indices, lengths. */
    PROTOCOL(2, Retry.LATER),
    /** The daemon will not do what was asked: refused option, failed hook. */
    UNSUPPORTED(4, Retry.NEVER),
    /** The daemon turned us away with an {@code @ERROR}, or is no rsync daemon. */
    REFUSED(5, Retry.NEVER),
    /** Like {@link #REFUSED}, but for a while only: full, or not ready. */
    BUSY(5, Retry.LATER),
    /** User or password are wrong. */
    AUTHENTICATION(5, Retry.NEVER),
    /** The module is read-only. */
    READ_ONLY(1, Retry.NEVER),
    /** Not reachable, or the connection broke. */
    CONNECTION(10, Retry.LATER),
    /** The connection did not come about in time. */
    CONNECT_TIMEOUT(35, Retry.LATER),
    /** The stream ended or went wrong in the middle. */
    STREAM(12, Retry.LATER),
    /** Nothing was heard in time. */
    TIMEOUT(30, Retry.LATER),
    /** The daemon reported a fatal error of its own, with an exit code. */
    REMOTE(12, Retry.LATER),
    /** A local file or directory that everything depends on cannot be read. */
    LOCAL(3, Retry.LATER),
    /** The caller asked to stop. */
    CANCELLED(20, Retry.LATER);

    private final int exitCode;
    private final Retry retry;

    Kind(int exitCode, Retry retry) {
      this.exitCode = exitCode;
      this.retry = retry;
    }
  }

  /** Whether the same attempt may succeed without anybody changing anything. */
  public enum Retry {
    /** With back-off. */
    LATER,
    /** Only after an operator changed something, here or on the server. */
    NEVER
  }

  private final Kind kind;
  private final int exitCode;
  private final @Nullable String refusedOption;

  /**
   * A failed session.
   *
   * @param kind what it was
   * @param message one line for a person, naming what and where
   */
  public RsyncException(Kind kind, String message) {
    this(kind, message, null);
  }

  public RsyncException(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, kind.exitCode, message, cause);
  }

  /** With the exit code that the daemon told, 1 to 255. */
  public RsyncException(Kind kind, int exitCode, String message, @Nullable Throwable cause) {
    this(kind, exitCode, null, message, cause);
  }

  private RsyncException(
      Kind kind,
      int exitCode,
      @Nullable String refusedOption,
      String message,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.exitCode = exitCode;
    this.refusedOption = refusedOption;
  }

  /**
   * The daemon is configured to refuse an option ({@code refuse options}); nothing was done.
   *
   * @param option its long name without dashes
   */
  public static RsyncException refusing(String option, String message, @Nullable Throwable cause) {
    return new RsyncException(Kind.UNSUPPORTED, Kind.UNSUPPORTED.exitCode, option, message, cause);
  }

  public Kind kind() {
    return kind;
  }

  /** rsync's exit code for it. */
  public int exitCode() {
    return exitCode;
  }

  /** The option that the daemon refuses, its long name without dashes; null if it is not that. */
  public @Nullable String refusedOption() {
    return refusedOption;
  }

  public Retry retry() {
    return kind.retry;
  }

  /** A stream that breaks the protocol. */
  public static RsyncException protocol(String message) {
    return new RsyncException(Kind.PROTOCOL, message);
  }
}
