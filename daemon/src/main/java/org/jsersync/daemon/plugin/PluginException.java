package org.jsersync.daemon.plugin;

/** A delivery failed; the message is a line for people that names no path. */
public final class PluginException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean again;

  /**
   * A failure.
   *
   * @param again whether another attempt may do better
   */
  PluginException(String message, boolean again) {
    super(message);
    this.again = again;
  }

  boolean again() {
    return again;
  }
}
