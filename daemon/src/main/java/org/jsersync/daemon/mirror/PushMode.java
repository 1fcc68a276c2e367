package org.jsersync.daemon.mirror;

/** How the daemon decides whether it needs a listed file's content (03-transfer, section 7.2). */
enum PushMode {
  /** By the remote's own options; usually size and modification time. */
  QUICK_CHECK,
  /**
   * {@code --ignore-times}: every listed file is asked for, since its content may differ although
   * size and time are equal.
   */
  IGNORE_TIMES
}
