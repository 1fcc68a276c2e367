package org.jsersync.daemon.mirror;

/**
 * What may differ about a name at a remote, from least to most: a later one includes the earlier
 * ones, so two changes of one name merge into the greater.
 */
public enum What {
  /** Mode, owner, times; not the content. */
  ATTRIBUTES,
  /** The same; of a directory also which names are directly in it. */
  NAMES,
  /** The content, even if size and modification time are equal. */
  CONTENT,
  /** All that is below, and the name itself. */
  TREE,
  /**
   * Like {@link #TREE}, and the name was gone for at least a moment: whatever the remote has there
   * and the source has not is stale, so deleting it is told, not guessed.
   */
  GONE;

  /**
   * Whether this, at a directory, makes a change of the given kind below it superfluous. Not one of
   * content: comparing a large directory takes equal size and time for equal content.
   */
  public boolean covers(What below) {
    return switch (this) {
      case GONE -> below != CONTENT;
      case TREE -> below != CONTENT && below != GONE;
      case CONTENT, NAMES, ATTRIBUTES -> false;
    };
  }
}
