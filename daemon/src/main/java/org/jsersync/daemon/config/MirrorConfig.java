package org.jsersync.daemon.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one process mirrors.
 *
 * @param trees at least one
 * @param debug whether every change and every push is to be shown
 * @param sessions most sessions held at a time with one remote; 0 = as many as help
 * @param failLog where what could not be delivered is kept; null: nowhere
 */
public record MirrorConfig(
    List<TreeConfig> trees, boolean debug, int sessions, @Nullable FailLogConfig failLog) {
  /** Without a fail log. */
  public MirrorConfig(List<TreeConfig> trees, boolean debug, int sessions) {
    this(trees, debug, sessions, null);
  }

  /** With as many sessions as help. */
  public MirrorConfig(List<TreeConfig> trees, boolean debug) {
    this(trees, debug, 0);
  }

  public MirrorConfig {
    trees = List.copyOf(trees);
  }

  /** The same with another bound on sessions. */
  public MirrorConfig withSessions(int most) {
    return new MirrorConfig(trees, debug, most, failLog);
  }
}
