package org.jsersync.daemon.plugin;

import java.util.List;
import org.jsersync.daemon.config.PluginConfig;
import org.jspecify.annotations.Nullable;

/**
 * A look beforehand whether a plugin could do its work.
 *
 * @param title which one it is and whom it tells
 * @param problem what hinders it, one line; null if nothing does
 * @param doubts what may hinder it, a line each
 */
public record PluginCheck(String title, @Nullable String problem, List<String> doubts) {
  public PluginCheck {
    doubts = List.copyOf(doubts);
  }

  /** Looks for the program, or connects to the target and sends nothing. */
  public static PluginCheck of(PluginConfig config) throws InterruptedException {
    try (Plugin plugin = Plugin.of(config)) {
      return new PluginCheck(plugin.title(), plugin.check(), plugin.doubts());
    }
  }
}
