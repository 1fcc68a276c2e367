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

  ConfigException(String file, @Nullable Position at, String message) {
    this(file, at, message, UNREADABLE);
  }

  ConfigException(String file, @Nullable Position at, String message, int exitCode) {
    super(file + (at == null ? "" : ":" + at) + ": " + ByteText.shown(message));
    this.exitCode = exitCode;
  }

  private ConfigException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The same with another exit code. */
  ConfigException as(int code) {
    return new ConfigException(String.valueOf(getMessage()), code);
  }

  /** The process's exit code for it: 255 or 1. */
  public int exitCode() {
    return exitCode;
  }
}
