/**
 * Plugins: what is called for each name that changed (06-sersync, section 11; docs/plugins.md).
 *
 * <p>In: a {@link org.jsersync.daemon.config.PluginConfig} and, from the mirror, names that were
 * confirmed. Out: programs run, connections made, requests sent. A {@link
 * org.jsersync.daemon.plugin.Plugin} does one delivery and says how it failed; a {@link
 * org.jsersync.daemon.plugin.PluginQueue} has the names that wait, the thread, and the attempts, so
 * that nothing that a target does delays a mirror; {@link org.jsersync.daemon.plugin.PluginCheck}
 * only looks. Knows nothing of remotes. Begin with {@code PluginQueue}; another plugin is another
 * {@code Plugin} and a record in {@code PluginConfig}.
 */
@NullMarked
package org.jsersync.daemon.plugin;

import org.jspecify.annotations.NullMarked;
