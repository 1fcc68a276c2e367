package org.jsersync.daemon.plugin;

import java.util.List;
import org.jsersync.daemon.mirror.ChangedPath;

/**
 * Names that are told in one go.
 *
 * @param number the same when it is tried again, another one for each other delivery
 * @param paths at least one
 */
record Delivery(long number, List<ChangedPath> paths) {
  Delivery {
    paths = List.copyOf(paths);
  }
}
