package org.jsersync.daemon.mirror;

/** How the daemon decides whether it needs a listed file's content (03-transfer, section 7.2). */
enum PushMode {
  /** By the remote's own options; usually size and modification time. */
  QUICK_CHECK,
  /**
   * {@code --ignore-times}: every listed file is asked for, since its content may differ although
   * size and time are equal.
   */
  IGNORE_TIMES,
  /**
   * The same without {@code --update}: what the remote has there was deleted here, so it goes even
   * if it is newer than what took its name.
   */
  REPLACE
}
