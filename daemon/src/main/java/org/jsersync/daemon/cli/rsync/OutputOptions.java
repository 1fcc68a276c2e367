package org.jsersync.daemon.cli.rsync;

import static org.jsersync.daemon.cli.rsync.OptionSpec.option;

import java.util.List;
import org.jsersync.protocol.PushFlag;

/** What is printed (04-options, section 1.2, "Output"). */
final class OutputOptions {
  static final List<OptionSpec> ALL =
      List.of(
          option("verbose v", "increase verbosity").negatable().counts(PushFlag.VERBOSE),
          option("info", "fine-grained informational verbosity").later("FLAGS"),
          option("debug", "fine-grained debug verbosity").later("FLAGS"),
          option("stderr", "change stderr output mode").later("e|a|c"),
          option("msgs2stderr", "").later(),
          // Not its opposite: it asks the daemon to send its messages through the protocol.
          option("no-msgs2stderr", "").later(),
          option("quiet q", "suppress non-error messages").sets(PushFlag.QUIET),
          option("motd", "print what the daemon says first; on by default")
              .negatable()
              .does((s, use) -> s.motd = !use.negated()),
          option("stats", "give some file-transfer stats").sets(PushFlag.STATS),
          option("human-readable h", "output numbers in a human-readable format")
              .negatable()
              .does((s, use) -> s.humanReadable = use.negated() ? 0 : s.humanReadable + 1),
          option("8-bit-output 8", "leave high-bit chars unescaped in output")
              .negatable()
              .does((s, use) -> s.escapeHighBytes = use.negated()),
          option("progress", "show progress during transfer").negatable().later(),
          option("P", "same as --partial --progress").later(),
          option("itemize-changes i", "output a change-summary for all updates")
              .negatable()
              .counts(PushFlag.ITEMIZE),
          option("out-format log-format", "output updates using the specified FORMAT")
              .later("FORMAT"),
          option("log-file", "log what we're doing to the specified FILE").later("FILE"),
          option("log-file-format", "log updates using the specified FMT").later("FMT"),
          option("outbuf", "set out buffering to None, Line, or Block").later("N|L|B"),
          option("list-only", "list the files instead of copying them").later(),
          option("version V", "print the version and exit").does((s, use) -> s.version = true),
          option("help", "show this help (so does -h on its own)").does((s, use) -> s.help = true));

  /**
   * The same for a mirror, whose lines are not rsync's: what only shapes those is taken and means
   * nothing.
   */
  static final List<OptionSpec> SILENT = ALL.stream().map(OutputOptions::silent).toList();

  private OutputOptions() {}

  private static OptionSpec silent(OptionSpec option) {
    return switch (option.properName()) {
      case "--log-file", "--log-file-format", "--list-only", "--version", "--help" -> option;
      case "-P" ->
          option.with(
              (s, use) -> {
                s.push.set(PushFlag.PARTIAL);
              });
      default -> option.with((s, use) -> {});
    };
  }
}
