package org.jsersync.daemon.plugin;

/** What a status of HTTP means for a delivery. */
final class HttpStatus {
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;

  private HttpStatus() {}

  /** Passes if the request was taken. */
  static void judge(int status) throws PluginException {
    if (status >= 300) {
      boolean again = status >= 500 || status == TIMEOUT || status == TOO_MANY;
      throw new PluginException("answered with status " + status, again);
    }
  }
}
