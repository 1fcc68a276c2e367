package org.jsersync.daemon.config;

import org.jspecify.annotations.Nullable;

/**
 * Something about a configuration that its owner should know, but that stops nothing.
 *
 * @param at where; null if it is about the whole
 * @param text one line, without file and place
 */
record ConfigNote(@Nullable Position at, String text) {
  /** As one line: {@code file:line:column: text}. */
  String in(String file) {
    return file + (at == null ? "" : ":" + at) + ": " + ByteText.shown(text);
  }
}
