package org.jsersync.daemon.cli.rsync;

import java.util.ArrayList;
import java.util.List;

/** The help, made from the table of options. */
final class Usage {
  private static final int COLUMN = 25;

  private Usage() {}

  static String text(OptionTable table) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        jrsync pushes files to rsync daemons and, by ssh, to hosts; its options are rsync's.

        Usage: jrsync [OPTION]... SRC [SRC]... [USER@]HOST::MODULE[/PATH]
          or   jrsync [OPTION]... SRC [SRC]... rsync://[USER@]HOST[:PORT]/MODULE[/PATH]
          or   jrsync [OPTION]... SRC [SRC]... [USER@]HOST:PATH      by ssh, or what -e names
          or   jrsync [OPTION]... HOST::                     lists the daemon's modules

        Options (an option that can be turned off has a --no- form):
        """);
    for (OptionSpec spec : table.specs()) {
      if (spec.supported() && !spec.help().isEmpty()) {
        text.append(line(names(spec), spec.help()));
      }
    }
    text.append("\nRefused so far:\n");
    for (OptionSpec spec : table.specs()) {
      if (!spec.supported() && !spec.help().isEmpty()) {
        text.append(line(names(spec), spec.help()));
      }
    }
    return text.toString();
  }

  private static String names(OptionSpec spec) {
    List<String> names = new ArrayList<>();
    if (!spec.names().isEmpty()) {
      names.add("--" + spec.names().getFirst() + (spec.takesValue() ? "=" + spec.value() : ""));
    }
    spec.letters().forEach(letter -> names.add("-" + letter));
    return String.join(", ", names);
  }

  private static String line(String names, String help) {
    return names + " ".repeat(Math.max(COLUMN - names.length(), 1)) + help + "\n";
  }
}
