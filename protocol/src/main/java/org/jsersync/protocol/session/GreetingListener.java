package org.jsersync.protocol.session;

/** Hears the free text that a daemon sends before a session: MOTD and module list. */
@FunctionalInterface
public interface GreetingListener {
  /**
   * One line, without its end.
   *
   * @param line raw bytes of the server; show them with {@link
   *     org.jsersync.protocol.file.DisplayName}
   */
  void line(byte[] line);
}
