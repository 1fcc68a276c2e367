package org.jsersync.daemon.config;

import org.jspecify.annotations.Nullable;

/**
 * A line of what a configuration says.
 *
 * @param place {@code file:line:column}, or the file if it is about the whole
 * @param standing what becomes of it
 * @param text one line, safe to print: what stands there, or what there is to say about it
 * @param subject what it names that can be tried; null if it is nothing of the kind
 */
public record ConfigEntry(String place, Standing standing, String text, @Nullable Subject subject) {
  /** What becomes of what is written. */
  public enum Standing {
    /** It counts. */
    SET,
    /** It counts, but perhaps not as its writer meant it. */
    DOUBTFUL,
    /** It has no effect. */
    IGNORED,
    /** It has no effect, and nobody expects one: it is switched off. */
    UNUSED
  }

  /** As a line for people. */
  String line() {
    return place + ": " + text;
  }
}
