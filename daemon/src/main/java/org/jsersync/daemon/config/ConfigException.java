package org.jsersync.daemon.config;

import org.jspecify.annotations.Nullable;

/** A configuration cannot be used; the message is one line: {@code file:line:column: what}. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;
  private final String text;
  private final Fault fault;
  private final @Nullable String sersyncLine;

  ConfigException(String file, @Nullable Position at, String message) {
    this(file, at, message, Fault.VALUE);
  }

  ConfigException(String file, @Nullable Position at, String message, Fault fault) {
    this(
        file,
        at == null ? 0 : at.line(),
        at == null ? 0 : at.column(),
        ByteText.shown(message),
        fault,
        null);
  }

  private ConfigException(
      String file, int line, int column, String text, Fault fault, @Nullable String sersyncLine) {
    super(file + (line == 0 ? "" : ":" + line + ":" + column) + ": " + text);
    this.file = file;
    this.line = line;
    this.column = column;
    this.text = text;
    this.fault = fault;
    this.sersyncLine = sersyncLine;
  }

  /** The same as another fault. */
  ConfigException as(Fault other) {
    return new ConfigException(file, line, column, text, other, sersyncLine);
  }

  /** The same, with what sersync prints and the exit code 1 that it ends with then. */
  ConfigException asSersync(String words) {
    return new ConfigException(file, line, column, text, Fault.NOTHING_TO_DO, words);
  }

  /** The line that sersync prints on its standard output; null if the fault tells it. */
  public @Nullable String sersyncLine() {
    return sersyncLine;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }

  /** The file as it was named. */
  public String file() {
    return file;
  }

  /** The line, from 1; 0 if it is about the whole. */
  public int line() {
    return line;
  }

  /** The column, from 1; 0 if it is about the whole. */
  public int column() {
    return column;
  }

  /** The message without file and place. */
  public String text() {
    return text;
  }

  /** The process's exit code for it: 255 or 1. */
  public int exitCode() {
    return fault.exitCode();
  }
}
