package org.jsersync.daemon.cli.rsync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.file.OwnProcess;

/**
 * The bytes of the command line. Java hands main() decoded text, in which a name that is not in the
 * locale's charset is lost; Linux keeps the bytes.
 */
public final class RawArguments {
  private RawArguments() {}

  /** The arguments of main() as they were typed; as UTF-8 where the kernel does not tell. */
  public static List<byte[]> of(String[] arguments) {
    return of(arguments, OwnProcess.COMMAND_LINE);
  }

  static List<byte[]> of(String[] arguments, Path commandLine) {
    List<byte[]> words;
    try {
      words = OwnProcess.words(commandLine);
    } catch (IOException e) {
      return encoded(arguments);
    }
    if (words.size() <= arguments.length) {
      return encoded(arguments);
    }
    List<byte[]> last = words.subList(words.size() - arguments.length, words.size());
    return agree(last, arguments) ? List.copyOf(last) : encoded(arguments);
  }

  /** Whether both are the same line, as far as ASCII can tell. */
  private static boolean agree(List<byte[]> words, String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      String decoded = new String(words.get(i), StandardCharsets.US_ASCII);
      boolean ascii = decoded.indexOf('\ufffd') < 0;
      if (ascii && !decoded.equals(arguments[i])) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> encoded(String[] arguments) {
    return Arrays.stream(arguments).map(a -> a.getBytes(StandardCharsets.UTF_8)).toList();
  }
}
