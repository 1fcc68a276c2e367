package org.jsersync.daemon.config;

/** What is wrong with a configuration, as far as sersync tells it apart (06-sersync, section 1). */
public enum Fault {
  /** It cannot be read. */
  NO_FILE(255),
  /** There is nothing in it. */
  EMPTY(255),
  /** It is not well-formed. */
  MALFORMED(255),
  /** It is something else. */
  OTHER_ROOT(255),
  /** Something in it cannot be. */
  VALUE(255),
  /** No directory is to be watched. */
  NO_TREE(1),
  /** The directory to be watched has no name. */
  NO_PATH(1),
  /** There is nowhere to send to. */
  NO_REMOTE(1),
  /** Anything else that leaves nothing to do. */
  NOTHING_TO_DO(1);

  private final int exitCode;

  Fault(int exitCode) {
    this.exitCode = exitCode;
  }

  /** What sersync exits with. */
  public int exitCode() {
    return exitCode;
  }
}
