package org.jsersync.daemon.mirror;

import org.jsersync.protocol.file.BytePath;

/** The names that are not mirrored: neither brought over nor deleted at the remote. */
@FunctionalInterface
public interface Exclusion {
  /** Nothing is excluded. */
  Exclusion NONE = (path, directory) -> false;

  /**
   * Whether a rule excludes this very name; its parents are asked for one by one.
   *
   * @param path below the source root, not the root itself
   * @param directory whether it is one
   */
  boolean excludes(BytePath path, boolean directory);
}
