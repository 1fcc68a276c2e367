package org.jsersync.watcher;

import org.jsersync.protocol.file.BytePath;

/** The two calls by which directories come under and out of watch. */
interface WatchCalls {
  /**
   * Watches the directory that the path leads to now. The same directory always has the same
   * number, by whatever path, as long as its watch lives: so this also tells which one it is.
   *
   * @param directory absolute
   * @return the watch's number, or minus errno
   */
  int add(BytePath directory, int mask);

  /** Ends a watch; nothing happens if the kernel ended it already. */
  void remove(int watch);
}
