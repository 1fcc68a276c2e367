package org.jsersync.daemon.cli.rsync;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.BasisDir;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushOptionsBuilder;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * What the options said so far; changed by each {@link OptionSpec}, in the order of the command
 * line, then checked as a whole by {@link SettingsCheck}.
 */
final class Settings {
  private static final int MOST_BASIS_DIRS = 20;

  final PushOptionsBuilder push = PushOptions.builder();
  final CompressionSettings compression = new CompressionSettings();
  final Set<DeleteMode> deleteWhen = EnumSet.noneOf(DeleteMode.class);
  final List<FilterArgument> filters = new ArrayList<>();
  private final List<BasisDir> basisDirs = new ArrayList<>();
  private final List<String> remoteOptions = new ArrayList<>();
  private final Map<OptionSpec, String> refused = new LinkedHashMap<>();

  boolean help;
  boolean version;
  boolean motd = true;
  boolean escapeHighBytes = true;
  boolean oldArgs;
  boolean from0;
  int humanReadable = 1;
  int port;
  byte @Nullable [] passwordFile;
  @Nullable String rsh;
  @Nullable String rsyncPath;
  private @Nullable String usermap;
  private @Nullable String groupmap;

  /** Notes an option that we do not have; its "no-" form takes that back. */
  void refuse(OptionUse use, String why) {
    refused.remove(use.spec());
    if (!use.negated()) {
      refused.put(use.spec(), use.spec().properName() + " " + why);
    }
  }

  /** Says no to the first option that we do not have. */
  void checkRefused() throws RsyncException {
    for (String message : refused.values()) {
      throw new RsyncException(RsyncException.Kind.UNSUPPORTED, message);
    }
  }

  /** Adds a basis directory; one kind only (04-options, section 1.2). */
  void basisDir(BasisDir.Kind kind, BytePath path) throws RsyncException {
    if (!basisDirs.isEmpty() && basisDirs.getFirst().kind() != kind) {
      throw OptionUse.usage(
          "ERROR: the "
              + option(kind)
              + " option conflicts with the "
              + option(basisDirs.getFirst().kind())
              + " option");
    }
    if (basisDirs.size() == MOST_BASIS_DIRS) {
      throw OptionUse.usage(
          "ERROR: at most " + MOST_BASIS_DIRS + " " + option(kind) + " args may be specified");
    }
    basisDirs.add(new BasisDir(kind, path));
    push.basisDirs(basisDirs);
  }

  private static String option(BasisDir.Kind kind) {
    return switch (kind) {
      case COMPARE -> "--compare-dest";
      case COPY -> "--copy-dest";
      case LINK -> "--link-dest";
    };
  }

  /** Adds an option for the daemon alone. */
  void remoteOption(String option) throws RsyncException {
    if (!option.startsWith("-")) {
      throw OptionUse.usage("Remote option must start with a dash: " + option);
    }
    remoteOptions.add(option);
    push.remoteOptions(remoteOptions);
  }

  /** {@code --usermap}, or the user of {@code --chown}. */
  void usermap(String by, String map) throws RsyncException {
    usermap = once("--usermap", by, usermap, map);
    push.usermap(usermap);
  }

  /** {@code --groupmap}, or the group of {@code --chown}. */
  void groupmap(String by, String map) throws RsyncException {
    groupmap = once("--groupmap", by, groupmap, map);
    push.groupmap(groupmap);
  }

  private static String once(String option, String by, @Nullable String before, String map)
      throws RsyncException {
    if (before != null) {
      throw OptionUse.usage(
          by.equals(option)
              ? "You can only specify " + option + " once."
              : by + " conflicts with prior " + option + ".");
    }
    return map;
  }
}
