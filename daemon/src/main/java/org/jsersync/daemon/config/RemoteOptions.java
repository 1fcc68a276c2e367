package org.jsersync.daemon.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.filter.FilterSyntaxException;

/** What rsync's options become in a tree that excludes names and deletes, or does not. */
final class RemoteOptions {
  private RemoteOptions() {}

  /**
   * The options, to be completed.
   *
   * @param given as they were written
   * @param exclude expressions on names that are neither brought over nor deleted
   * @param delete whether anything may ever be deleted; it has the last word
   * @throws FilterSyntaxException if an expression makes too long a pattern
   */
  static PushOptionsBuilder of(PushOptions given, List<Pattern> exclude, boolean delete)
      throws FilterSyntaxException {
    DeleteMode mode = given.deletes() ? given.delete() : DeleteMode.DEFAULT;
    return given.toBuilder()
        .filter(SersyncProtection.of(exclude, given.filter()))
        .set(PushFlag.DELETE_EXCLUDED, delete && given.has(PushFlag.DELETE_EXCLUDED))
        .delete(delete ? mode : DeleteMode.NONE);
  }
}
