package org.jsersync.daemon.config;

import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.file.BytePath;

/**
 * Something outside of a configuration that it names, and that can be looked at before it counts.
 */
public sealed interface Subject {
  /** A directory that is to be watched. */
  record Directory(TreeConfig tree) implements Subject {}

  /**
   * A place that is to be mirrored to.
   *
   * @param root the directory that goes there
   */
  record Remote(BytePath root, RemoteConfig remote) implements Subject {}

  /** Somebody who is told of what changed. */
  record Plugin(PluginConfig plugin) implements Subject {}

  /** The file that keeps what could not be delivered. */
  record FailLog(FailLogConfig log) implements Subject {}

  /** Times at which everything is compared. */
  record Schedule(FullSyncConfig fullSync) implements Subject {}

  /** A password that is kept somewhere. */
  record Password(PasswordSource password) implements Subject {}
}
