package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.jsersync.watcher.WatchOptions;
import org.jspecify.annotations.Nullable;

/**
 * What is mirrored.
 *
 * @param root absolute path of the directory
 * @param exclusion names that are left alone, here and at the remotes
 * @param unreported names whose changes are not brought over as they happen
 * @param triggers kinds of change that are brought over as they happen
 * @param deletes whether a name that is deleted or moved away here is deleted at the remotes
 * @param initialSync whether everything is compared once before changes follow
 * @param settle how long a file that is being written must rest before it is brought over
 * @param fullSync when everything is compared besides; null: never
 */
public record MirrorSource(
    BytePath root,
    DirectoryFilter exclusion,
    DirectoryFilter unreported,
    Set<Trigger> triggers,
    boolean deletes,
    boolean initialSync,
    Duration settle,
    @Nullable FullSync fullSync) {

  /** One whose files rest as long as suits most. */
  public MirrorSource(
      BytePath root,
      DirectoryFilter exclusion,
      DirectoryFilter unreported,
      Set<Trigger> triggers,
      boolean deletes,
      boolean initialSync) {
    this(root, exclusion, unreported, triggers, deletes, initialSync, WatchOptions.QUIET, null);
  }

  public MirrorSource {
    triggers = Set.copyOf(triggers);
  }
}
