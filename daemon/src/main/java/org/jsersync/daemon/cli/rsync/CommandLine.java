package org.jsersync.daemon.cli.rsync;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.DisplayName;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line as rsync does (04-options, section 1.1): options and arguments in any order,
 * bundles of letters, values attached or in the next word, no abbreviations; an option takes effect
 * where it stands, so that the last one wins.
 */
final class CommandLine {
  private final OptionTable table;
  private final Settings settings;
  private final List<byte[]> words;
  private final List<byte[]> arguments = new ArrayList<>();
  private int next;

  private CommandLine(OptionTable table, Settings settings, List<byte[]> words) {
    this.table = table;
    this.settings = settings;
    this.words = words;
  }

  /**
   * Applies the options to the settings.
   *
   * @param words the command line without the command
   * @return what is no option
   */
  static List<byte[]> read(OptionTable table, Settings settings, List<byte[]> words)
      throws RsyncException {
    CommandLine line = new CommandLine(table, settings, words);
    line.read();
    return line.arguments;
  }

  private void read() throws RsyncException {
    while (next < words.size()) {
      byte[] word = words.get(next++);
      String text = new String(word, ISO_8859_1);
      if (text.equals("--")) {
        arguments.addAll(words.subList(next, words.size()));
        return;
      }
      if (text.startsWith("--")) {
        longOption(word, text.substring(2));
      } else if (text.startsWith("-") && text.length() > 1) {
        bundle(word, text);
      } else {
        arguments.add(word);
      }
    }
  }

  private void longOption(byte[] word, String text) throws RsyncException {
    int equals = text.indexOf('=');
    OptionTable.Name name = table.named(equals < 0 ? text : text.substring(0, equals));
    if (name == null) {
      throw complain(word, "unknown option");
    }
    boolean takesValue = name.spec().takesValue() && !name.negated();
    if (equals >= 0 && !takesValue) {
      throw complain(word, "option does not take an argument");
    }
    byte[] value = equals < 0 ? null : Arrays.copyOfRange(word, 2 + equals + 1, word.length);
    apply(name.spec(), name.negated(), word, takesValue, value);
  }

  private void bundle(byte[] word, String text) throws RsyncException {
    for (int i = 1; i < text.length(); i++) {
      OptionSpec spec = table.lettered(text.charAt(i));
      if (spec == null) {
        throw complain(word, "unknown option");
      }
      boolean attached = i + 1 < text.length();
      boolean equals = attached && text.charAt(i + 1) == '=';
      if (!spec.takesValue()) {
        if (equals) {
          throw complain(word, "option does not take an argument");
        }
        apply(spec, false, word, false, null);
        continue;
      }
      int from = i + (equals ? 2 : 1);
      apply(spec, false, word, true, attached ? Arrays.copyOfRange(word, from, word.length) : null);
      return;
    }
  }

  private void apply(
      OptionSpec spec, boolean negated, byte[] word, boolean takesValue, byte @Nullable [] attached)
      throws RsyncException {
    byte[] shown = word;
    byte[] value = attached;
    if (takesValue && value == null) {
      if (next == words.size()) {
        throw complain(word, "missing argument");
      }
      value = words.get(next++);
      shown = value;
    }
    spec.effect().apply(settings, new OptionUse(spec, shown, or(value), negated));
  }

  private static byte[] or(byte @Nullable [] value) {
    return value == null ? new byte[0] : value;
  }

  private static RsyncException complain(byte[] word, String what) {
    return OptionUse.usage(DisplayName.of(word) + ": " + what);
  }
}
