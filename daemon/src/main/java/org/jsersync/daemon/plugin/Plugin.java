package org.jsersync.daemon.plugin;

import java.util.List;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jspecify.annotations.Nullable;

/** One way to tell somebody of names that changed. Used by one thread at a time. */
interface Plugin extends AutoCloseable {
  /** The plugin that a configuration asks for. */
  static Plugin of(PluginConfig config) {
    return switch (config) {
      case PluginConfig.Command command -> new CommandPlugin(command, new Spawn());
      case PluginConfig.Socket socket -> new SocketPlugin(socket);
      case PluginConfig.RefreshCdn cdn -> new RefreshCdnPlugin(cdn);
      case PluginConfig.Http http -> new HttpPlugin(http);
    };
  }

  /** Which one it is and whom it tells, for people. */
  String title();

  /** How many names one delivery may have. */
  default int most() {
    return 1;
  }

  /** Whether a name is told at all. */
  boolean wants(ChangedPath path);

  /**
   * Tells of names; returns when they are told.
   *
   * @param delivery at most {@link #most} names, all of them wanted
   * @throws PluginException if they are not; it says whether it makes sense to try again
   * @throws InterruptedException if the thread was interrupted, after what was under way is ended
   */
  void deliver(Delivery delivery) throws PluginException, InterruptedException;

  /**
   * Looks whether it could deliver, without telling anything of a name.
   *
   * @return what hinders it, one line; null if nothing does
   */
  @Nullable String check() throws InterruptedException;

  /** What turned out about its expressions, one line, each once; null if there is nothing new. */
  default @Nullable String remark() {
    return null;
  }

  /** What may hinder it, a line each. */
  default List<String> doubts() {
    return List.of();
  }

  @Override
  default void close() {}
}
