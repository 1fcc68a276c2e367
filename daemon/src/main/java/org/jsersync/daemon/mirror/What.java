package org.jsersync.daemon.mirror;

/**
 * What may differ about a name at a remote, from least to most: a later one includes the earlier
 * ones, so two changes of one name merge into the greater, or into one that includes both.
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
  /** Like {@link #TREE}, and if it is a file, then like {@link #CONTENT}. */
  ANEW,
  /**
   * Like {@link #TREE}, and the name was gone for at least a moment: whatever the remote has there
   * and the source has not is stale, so deleting it is told, not guessed.
   */
  GONE;

  /** What may differ if both may. */
  What and(What other) {
    What most = compareTo(other) >= 0 ? this : other;
    return most == TREE && (this == CONTENT || other == CONTENT) ? ANEW : most;
  }

  /**
   * Whether what is below a name may differ, too: also below one that was a file when it changed.
   */
  boolean mayBeBelow() {
    return compareTo(CONTENT) >= 0;
  }

  /**
   * Whether this, at a directory, makes a change of the given kind below it superfluous. Not one of
   * content: comparing a large directory takes equal size and time for equal content.
   */
  public boolean covers(What below) {
    return switch (this) {
      case GONE -> below != CONTENT;
      case TREE, ANEW -> below.compareTo(CONTENT) < 0 || below == TREE;
      case CONTENT, NAMES, ATTRIBUTES -> false;
    };
  }
}
