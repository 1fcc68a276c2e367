package org.jsersync.protocol;

/** When names that are missing at the source are deleted at the destination (04-options). */
public enum DeleteMode {
  NONE,
  /** {@code --delete}: the daemon chooses when. */
  DEFAULT,
  BEFORE,
  DURING,
  DELAY,
  AFTER
}
