package org.jsersync.daemon.cli.rsync;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.DisplayName;
import org.jspecify.annotations.Nullable;

/**
 * rsync's options where a mirror takes them: sersync's commonParams, and what {@code jsersync
 * mirror} passes on. Read by the same table as {@code jrsync}'s; what would work against a mirror
 * is refused by name.
 *
 * @param environment RSYNC_PARTIAL_DIR counts
 */
public record MirrorOptions(Map<String, String> environment) implements CommonParams {
  @Override
  public Given parse(List<byte[]> words) throws RsyncException {
    Settings settings = new Settings();
    List<byte[]> arguments = CommandLine.read(OptionTable.mirror(), settings, words);
    if (!arguments.isEmpty()) {
      throw OptionUse.usage("\"" + DisplayName.of(arguments.getFirst()) + "\" is no option");
    }
    if (settings.help || settings.version) {
      throw OptionUse.usage("--help and --version have no place here");
    }
    Invocation invocation =
        SettingsCheck.settle(settings, arguments, environment.get("RSYNC_PARTIAL_DIR"));
    PushOptions options = invocation.options();
    if (invocation.rsyncPath() != null && invocation.rsh() == null) {
      throw OptionUse.usage("--rsync-path goes with --rsh (-e)");
    }
    refuse(options, PushFlag.DRY_RUN, "--dry-run", "nothing would ever be mirrored");
    refuse(
        options,
        PushFlag.REMOVE_SOURCE_FILES,
        "--remove-source-files",
        "it would empty the source");
    if (options.count(PushFlag.ONE_FILE_SYSTEM) > 1) {
      throw OptionUse.usage(
          "-xx makes no sense in a mirror: what was under a mount point would be deleted; -x leaves"
              + " it alone");
    }
    List<String> warnings = new ArrayList<>();
    PushOptions filtered =
        new Filters(InputStream.nullInputStream(), warnings::add)
            .add(invocation.filters(), options);
    for (String warning : warnings) {
      throw OptionUse.usage(warning);
    }
    return new Given(
        filtered,
        invocation.port(),
        file(invocation.passwordFile()),
        Shells.of(invocation, environment).toDaemons());
  }

  private static void refuse(PushOptions options, PushFlag flag, String name, String why)
      throws RsyncException {
    if (options.has(flag)) {
      throw OptionUse.usage(name + " makes no sense in a mirror: " + why);
    }
  }

  private static @Nullable String file(byte @Nullable [] name) {
    return name == null ? null : new String(name, StandardCharsets.UTF_8);
  }
}
