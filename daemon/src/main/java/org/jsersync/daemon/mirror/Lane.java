package org.jsersync.daemon.mirror;

import java.util.List;
import org.jsersync.protocol.file.BytePath;

/**
 * What a batch on its way asks of, and tells, the engine that has others in flight. As it stands: a
 * batch that is alone. Called on the thread of the batch.
 */
interface Lane {
  /** Whether everything is compared because it is time to, by the schedule's own options. */
  default boolean isScheduled() {
    return false;
  }

  /** Whether large files are left to a batch of their own. */
  default boolean setsLargeAside() {
    return false;
  }

  /** Whether everything was compared once: what did not change since stands at the remote. */
  default boolean isSynced() {
    return true;
  }

  /** Whether a name keeps failing: a directory is not to be listed for what is in it then. */
  default boolean isFailing(BytePath path) {
    return false;
  }

  /**
   * A file with several names is to go.
   *
   * @param others those that were not asked for
   * @return whether it may; if not, another batch carries links now
   */
  default boolean link(List<BytePath> others) {
    return true;
  }

  /** The remote said that it has a file right. */
  default void acknowledged(BytePath path) {}
}
