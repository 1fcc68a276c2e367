package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The command that reaches another host, such as {@code ssh -p 2222} (04-options, section 1.2: -e).
 * It is started with an argument vector: host, user and the words for the remote side follow. Its
 * standard input and output carry the session. It has no terminal, so ssh is told not to ask.
 *
 * @param words the program and its own arguments, at least one
 * @param rsync what it starts there ({@code --rsync-path}), as the login shell there reads it
 */
public record RemoteShell(List<String> words, String rsync) {
  private static final String SSH = "ssh";
  private static final String RSYNC = "rsync";

  /** Rejects a command without a program. */
  public RemoteShell {
    words = List.copyOf(words);
    if (words.isEmpty() || words.getFirst().isEmpty() || rsync.isBlank()) {
      throw new IllegalArgumentException("a remote shell without a program");
    }
  }

  /** Starting rsync as the login finds it. */
  public RemoteShell(List<String> words) {
    this(words, RSYNC);
  }

  /** Plain ssh. */
  public static RemoteShell ssh() {
    return new RemoteShell(List.of(SSH));
  }

  /** With ssh's option for another port; one that the words name already counts. */
  public RemoteShell onPort(int port) {
    List<String> all = new ArrayList<>(words);
    all.add("-p");
    all.add(Integer.toString(port));
    return new RemoteShell(all, rsync);
  }

  /** Starting something else there, such as {@code sudo rsync}. */
  public RemoteShell starting(String program) {
    return new RemoteShell(words, program);
  }

  /**
   * Splits a command at blanks as rsync does: a quote keeps together what is up to the next one of
   * its kind, two of them in a row inside it stand for one, and a backslash is no more than that.
   *
   * @throws RsyncException of kind USAGE if there is no command, or a quote stays open
   */
  public static RemoteShell parse(String command) throws RsyncException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == 0) {
        throw new RsyncException(RsyncException.Kind.USAGE, "a NUL in the remote-shell command");
      }
      if (quote != 0 && c == quote) {
        if (i + 1 < command.length() && command.charAt(i + 1) == quote) {
          word.append(c);
          i++;
        } else {
          quote = 0;
        }
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        inWord = true;
      } else if (quote == 0 && c == ' ') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
        }
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new RsyncException(
          RsyncException.Kind.USAGE, "Missing trailing-" + quote + " in remote-shell command.");
    }
    if (inWord) {
      words.add(word.toString());
    }
    if (words.isEmpty() || words.getFirst().isEmpty()) {
      throw new RsyncException(RsyncException.Kind.USAGE, "the remote-shell command is empty");
    }
    return new RemoteShell(words);
  }

  /** Whether its program is an ssh, whose options we know. */
  public boolean isSsh() {
    String program = words.getFirst();
    return program.substring(program.lastIndexOf('/') + 1).equals(SSH);
  }

  /** As in a command line, for people. */
  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
