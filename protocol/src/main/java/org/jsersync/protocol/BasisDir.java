package org.jsersync.protocol;

import org.jsersync.protocol.file.BytePath;

/**
 * A directory of the daemon's where it looks for files that it need not be sent (04-options,
 * section 1.2).
 *
 * @param kind what it does with a file found there
 * @param path relative to the destination, or absolute below the module
 */
public record BasisDir(Kind kind, BytePath path) {
  /** {@code --compare-dest}, {@code --copy-dest}, {@code --link-dest}. */
  public enum Kind {
    COMPARE,
    COPY,
    LINK
  }
}
