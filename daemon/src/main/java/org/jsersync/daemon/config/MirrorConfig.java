package org.jsersync.daemon.config;

import java.util.List;

/**
 * All that one process mirrors.
 *
 * @param trees at least one
 * @param debug whether every change and every push is to be shown
 */
public record MirrorConfig(List<TreeConfig> trees, boolean debug) {
  public MirrorConfig {
    trees = List.copyOf(trees);
  }
}
