package org.jsersync.daemon.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.jsersync.watcher.WatchOptions;
import org.jspecify.annotations.Nullable;

/**
 * One directory and where its contents go.
 *
 * @param root the directory, absolute
 * @param remotes each gets everything, none waits for another; none if only plugins are called
 * @param exclude what is not mirrored
 * @param triggers the kinds of change that count (06-sersync, section 4.2)
 * @param delete whether names that are gone here are deleted there; off = nothing is ever deleted
 * @param initialSync whether everything is compared and pushed once before live changes follow
 * @param transientNames files whose changes are left alone, though a comparison may carry them
 *     along
 * @param plugins what is called for each name that changed, once the remotes have it right
 * @param settle how long a file that is written without being closed must rest before it goes out
 * @param fullSync when everything is compared besides; null: never
 */
public record TreeConfig(
    BytePath root,
    List<RemoteConfig> remotes,
    DirectoryFilter exclude,
    Set<Trigger> triggers,
    boolean delete,
    boolean initialSync,
    DirectoryFilter transientNames,
    List<PluginConfig> plugins,
    Duration settle,
    @Nullable FullSyncConfig fullSync) {

  /** One whose files rest as long as suits most, without comparisons by schedule. */
  public TreeConfig(
      BytePath root,
      List<RemoteConfig> remotes,
      DirectoryFilter exclude,
      Set<Trigger> triggers,
      boolean delete,
      boolean initialSync,
      DirectoryFilter transientNames,
      List<PluginConfig> plugins) {
    this(
        root,
        remotes,
        exclude,
        triggers,
        delete,
        initialSync,
        transientNames,
        plugins,
        WatchOptions.QUIET,
        null);
  }

  public TreeConfig {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + root);
    }
    remotes = List.copyOf(remotes);
    triggers = Set.copyOf(triggers);
    plugins = List.copyOf(plugins);
  }

  /** The same to other places. */
  TreeConfig withRemotes(List<RemoteConfig> others) {
    return new TreeConfig(
        root,
        others,
        exclude,
        triggers,
        delete,
        initialSync,
        transientNames,
        plugins,
        settle,
        fullSync);
  }
}
