package org.jsersync.daemon.mirror;

/** What a remote has to say of a name that changed. */
enum Standing {
  /** It has it right, or said its last word on it. */
  CONFIRMED,
  /**
   * It said that it has it right, while everything is compared by a list that may be older and take
   * it back; it goes out once more behind that.
   */
  REPEATED,
  /** It has an earlier change of it right, and is to be told of a later one. */
  BEHIND,
  /** It is to be told of it, and soon will be. */
  OWED,
  /** It does not have it right, and it is not known when it will. */
  APART
}
