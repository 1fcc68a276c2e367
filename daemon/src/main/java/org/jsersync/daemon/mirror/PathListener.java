package org.jsersync.daemon.mirror;

import java.util.List;

/**
 * Hears which names changed, each after every remote that works has confirmed it. A name is told
 * once, however often it changed until then; of a directory that was deleted or moved away, nothing
 * below it; of a rename both names. What the first comparison brings over is not told.
 *
 * <p>A remote is waited for while it works: one that fails again and again, refuses, or has lost
 * its source is not, nor is one name that fails again and again by itself. But some remote must
 * have confirmed it; if there are no remotes at all, it is told at once.
 */
@FunctionalInterface
public interface PathListener {
  /**
   * Names that became right together, in the order of their changes. Called on a thread of the
   * engine, one call at a time; must not wait for anything.
   */
  void confirmed(List<ChangedPath> paths);
}
