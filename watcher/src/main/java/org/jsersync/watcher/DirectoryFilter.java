package org.jsersync.watcher;

import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/** Says which names a watcher leaves out: such directories are not watched, nothing is reported. */
@FunctionalInterface
public interface DirectoryFilter {
  /** Leaves nothing out. */
  DirectoryFilter NONE = (path, directory) -> false;

  /**
   * Whether to leave a name out. Not asked for what lies below a directory that was left out.
   * Called on the watcher's thread, for every event: must be quick.
   *
   * @param path relative to the root
   * @param directory whether it is a directory
   */
  boolean excluded(BytePath path, boolean directory);

  /**
   * What turned out about the filter itself while it was asked, one line for people; each is
   * returned once. Null if there is nothing new.
   */
  default @Nullable String remark() {
    return null;
  }
}
