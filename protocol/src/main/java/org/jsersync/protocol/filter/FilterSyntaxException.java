package org.jsersync.protocol.filter;

import java.io.IOException;

/** A filter rule or a rule file cannot be used; the message is rsync's (05-filters, section 12). */
public final class FilterSyntaxException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private FilterSyntaxException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** rsync's exit code: 1 syntax, 4 a rule that is not supported here, 11 a file. */
  public int exitCode() {
    return exitCode;
  }

  static FilterSyntaxException syntax(String message) {
    return new FilterSyntaxException(1, message);
  }

  static FilterSyntaxException unsupported(String message) {
    return new FilterSyntaxException(4, message);
  }

  static FilterSyntaxException file(String message) {
    return new FilterSyntaxException(11, message);
  }
}
