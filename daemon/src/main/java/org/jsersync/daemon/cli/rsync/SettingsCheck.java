package org.jsersync.daemon.cli.rsync;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/** Whether the options go together (04-options, section 1.3), and what they come to. */
final class SettingsCheck {
  private SettingsCheck() {}

  /**
   * Settles the options.
   *
   * @param partialDir the variable RSYNC_PARTIAL_DIR
   * @throws RsyncException if an option is not supported, or two of them contradict each other
   */
  static Invocation settle(Settings settings, List<byte[]> arguments, @Nullable String partialDir)
      throws RsyncException {
    settings.checkRefused();
    settings.push.delete(deleteMode(settings.deleteWhen));
    settings.compression.settle(settings.push);
    PushOptions options = withPartialDir(settings.push.build(), partialDir);
    check(options, settings.oldArgs);
    Display display =
        new Display(options, settings.motd, settings.humanReadable, settings.escapeHighBytes);
    return new Invocation(
        options,
        List.copyOf(settings.filters),
        display,
        settings.port,
        settings.passwordFile,
        arguments,
        settings.rsh,
        settings.rsyncPath);
  }

  private static DeleteMode deleteMode(Set<DeleteMode> given) throws RsyncException {
    Set<DeleteMode> when = EnumSet.copyOf(given.isEmpty() ? Set.of(DeleteMode.NONE) : given);
    if (when.size() > 1) {
      when.remove(DeleteMode.DEFAULT);
    }
    if (when.size() > 1) {
      throw OptionUse.usage("You may not combine multiple --delete-WHEN options.");
    }
    return when.iterator().next();
  }

  private static PushOptions withPartialDir(PushOptions options, @Nullable String variable) {
    boolean wanted =
        options.has(PushFlag.PARTIAL)
            && !options.has(PushFlag.INPLACE)
            && options.partialDir() == null;
    if (!wanted || variable == null || BytePath.of(variable).isEmpty()) {
      return options;
    }
    return options.toBuilder().partialDir(BytePath.of(variable)).build();
  }

  private static void check(PushOptions options, boolean oldArgs) throws RsyncException {
    if (options.deletes() && !options.has(PushFlag.RECURSIVE) && !options.has(PushFlag.DIRS)) {
      throw OptionUse.usage("--delete does not work without --recursive (-r) or --dirs (-d).");
    }
    if (oldArgs && options.has(PushFlag.SECLUDED_ARGS)) {
      throw OptionUse.usage("--secluded-args conflicts with --old-args.");
    }
    if (options.has(PushFlag.INPLACE)) {
      if (options.has(PushFlag.DELAY_UPDATES)) {
        throw OptionUse.usage("--inplace cannot be used with --delay-updates");
      }
      if (options.partialDir() != null) {
        throw OptionUse.usage("--inplace cannot be used with --partial-dir");
      }
    }
    String suffix = options.suffix();
    if (suffix != null && suffix.indexOf('/') >= 0) {
      throw OptionUse.usage("--suffix cannot contain slashes: " + suffix);
    }
    if (suffix != null && suffix.isEmpty() && options.backupDir() == null) {
      throw OptionUse.usage("--suffix cannot be empty without a --backup-dir");
    }
  }
}
