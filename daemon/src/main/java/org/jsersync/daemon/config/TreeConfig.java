package org.jsersync.daemon.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.Trigger;

/**
 * One directory and where its contents go.
 *
 * @param root the directory, absolute
 * @param remotes at least one; each gets everything, none waits for another
 * @param exclude what is not mirrored: sersync's expressions, on names of one char per byte
 *     (06-sersync, section 10)
 * @param triggers the kinds of change that count (06-sersync, section 4.2)
 * @param delete whether names that are gone here are deleted there; off = nothing is ever deleted
 * @param initialSync whether everything is compared and pushed once before live changes follow
 * @param skipTransientNames whether changes of files named {@code .x}, {@code x~} or {@code 4913}
 *     are left alone (06-sersync, section 4.3)
 */
public record TreeConfig(
    BytePath root,
    List<RemoteConfig> remotes,
    List<Pattern> exclude,
    Set<Trigger> triggers,
    boolean delete,
    boolean initialSync,
    boolean skipTransientNames) {
  public TreeConfig {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + root);
    }
    remotes = List.copyOf(remotes);
    exclude = List.copyOf(exclude);
    triggers = Set.copyOf(triggers);
  }
}
