package org.jsersync.daemon.cli.rsync;

/**
 * A filter option, kept in the order of the command line across all kinds (05-filters, section 1).
 *
 * @param kind which option
 * @param value its value: a rule, a pattern or a file
 * @param from0 whether lines of the file end with NUL
 */
record FilterArgument(Kind kind, byte[] value, boolean from0) {
  enum Kind {
    FILTER,
    EXCLUDE,
    INCLUDE,
    EXCLUDE_FROM,
    INCLUDE_FROM
  }
}
