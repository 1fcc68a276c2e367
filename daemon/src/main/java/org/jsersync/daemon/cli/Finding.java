package org.jsersync.daemon.cli;

/**
 * What a look at something came to.
 *
 * @param verdict how good it is
 * @param text one line, safe to print
 */
record Finding(Verdict verdict, String text) {
  enum Verdict {
    OK,
    WARNING,
    FAILS
  }

  static Finding ok(String text) {
    return new Finding(Verdict.OK, text);
  }

  static Finding warning(String text) {
    return new Finding(Verdict.WARNING, text);
  }

  static Finding fails(String text) {
    return new Finding(Verdict.FAILS, text);
  }
}
