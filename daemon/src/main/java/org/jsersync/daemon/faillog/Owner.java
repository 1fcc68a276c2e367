package org.jsersync.daemon.faillog;

import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * Whose a record is: a directory and one of its remotes.
 *
 * @param root the directory that is mirrored, absolute
 * @param remote as messages name it, or {@link #ANY}
 */
public record Owner(BytePath root, String remote) {
  /** Every remote of the directory: a script of sersync's is not asked which one is meant. */
  static final String ANY = "*";

  /** The owner of what is mirrored from here to there. */
  public static Owner of(BytePath root, RsyncTarget remote) {
    return new Owner(root, remote.toString());
  }

  /** Whether what is another's is this one's too. */
  boolean shares(Owner other) {
    return root.equals(other.root) && (remote.equals(other.remote) || other.remote.equals(ANY));
  }
}
