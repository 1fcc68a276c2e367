package org.jsersync.daemon.config;

import org.jspecify.annotations.Nullable;

/** A configuration cannot be used; the message is one line: {@code file:line:column: what}. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What sersync exits with when it cannot read its configuration (06-sersync, section 1). */
  static final int UNREADABLE = 255;

  /** What it exits with when nothing is to be watched, or nowhere to send to. */
  static final int NOTHING_TO_DO = 1;

  private final int exitCode;
  private final @Nullable String sersyncLine;

  ConfigException(String file, @Nullable Position at, String message) {
    this(file, at, message, UNREADABLE);
  }

  ConfigException(String file, @Nullable Position at, String message, int exitCode) {
    this(file + (at == null ? "" : ":" + at) + ": " + ByteText.shown(message), exitCode, null);
  }

  private ConfigException(String message, int exitCode, @Nullable String sersyncLine) {
    super(message);
    this.exitCode = exitCode;
    this.sersyncLine = sersyncLine;
  }

  /** The same with another exit code. */
  ConfigException as(int code) {
    return new ConfigException(String.valueOf(getMessage()), code, sersyncLine);
  }

  /** The same, with what sersync prints and the exit code 1 that it ends with then. */
  ConfigException asSersync(String line) {
    return new ConfigException(String.valueOf(getMessage()), NOTHING_TO_DO, line);
  }

  /** The line that sersync prints on its standard output; null if none is known. */
  public @Nullable String sersyncLine() {
    return sersyncLine;
  }

  /** The process's exit code for it: 255 or 1. */
  public int exitCode() {
    return exitCode;
  }
}
