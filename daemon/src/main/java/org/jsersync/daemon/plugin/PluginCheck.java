package org.jsersync.daemon.plugin;

import org.jsersync.daemon.config.PluginConfig;
import org.jspecify.annotations.Nullable;

/** Looks beforehand whether a plugin could do its work. */
public final class PluginCheck {
  private PluginCheck() {}

  /**
   * Looks for the program, or connects to the target and sends nothing.
   *
   * @return what hinders the plugin, one line that begins with whom it would tell; null if nothing
   *     does
   */
  public static @Nullable String problem(PluginConfig config) throws InterruptedException {
    try (Plugin plugin = Plugin.of(config)) {
      String problem = plugin.check();
      return problem == null ? null : plugin.title() + ": " + problem;
    }
  }
}
