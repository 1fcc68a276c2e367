package org.jsersync.daemon.cli;

import org.jspecify.annotations.Nullable;

/**
 * sersync's own command line, as its getopt reads it (06-sersync, section 1): {@code d r h n: o:
 * m:}, letters may be bundled, values attached or in the next word, other words do not count.
 *
 * @param help {@code -h}; acts when it is reached, whatever comes after it
 * @param initialSync {@code -r}
 * @param daemon {@code -d}
 * @param workers {@code -n}
 * @param config {@code -o}; the last one wins
 * @param module {@code -m}; null if not given
 */
record SersyncOptions(
    boolean help,
    boolean initialSync,
    boolean daemon,
    int workers,
    String config,
    @Nullable String module) {
  private static final String DEFAULT_CONFIG = "confxml.xml";
  private static final int DEFAULT_WORKERS = 10;

  /** A line that cannot be read. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final char option;

    Malformed(char option, String message) {
      super(message);
      this.option = option;
    }

    /** The letter that is wrong, for sersync's own message. */
    char option() {
      return option;
    }
  }

  /** The same wish in other words. */
  static SersyncOptions of(String config, boolean initialSync, boolean daemon) {
    return new SersyncOptions(false, initialSync, daemon, DEFAULT_WORKERS, config, null);
  }

  static SersyncOptions parse(String... words) throws Malformed {
    return new Reader(words).read();
  }

  private static final class Reader {
    private final String[] words;
    private int next;
    private boolean help;
    private boolean initialSync;
    private boolean daemon;
    private int workers = DEFAULT_WORKERS;
    private String config = DEFAULT_CONFIG;
    private @Nullable String module;

    Reader(String[] words) {
      this.words = words;
    }

    SersyncOptions read() throws Malformed {
      while (next < words.length && !help && !words[next].equals("--")) {
        String word = words[next++];
        if (word.startsWith("-") && word.length() > 1) {
          bundle(word);
        }
      }
      return new SersyncOptions(help, initialSync, daemon, workers, config, module);
    }

    private void bundle(String word) throws Malformed {
      for (int i = 1; i < word.length() && !help; i++) {
        char letter = word.charAt(i);
        switch (letter) {
          case 'h' -> help = true;
          case 'r' -> initialSync = true;
          case 'd' -> daemon = true;
          case 'n', 'o', 'm' -> {
            value(letter, i + 1 < word.length() ? word.substring(i + 1) : nextWord(letter));
            return;
          }
          default -> throw new Malformed(letter, "invalid option -- '" + letter + "'");
        }
      }
    }

    private String nextWord(char letter) throws Malformed {
      if (next == words.length) {
        throw new Malformed(letter, "option requires an argument -- '" + letter + "'");
      }
      return words[next++];
    }

    private void value(char letter, String value) throws Malformed {
      switch (letter) {
        case 'o' -> config = value;
        case 'm' -> module = value;
        default -> workers = workers(value);
      }
    }

    /** As C's atoi reads it; nothing and 0 mean the default, less is refused. */
    private static int workers(String value) throws Malformed {
      String text = value.strip();
      boolean negative = text.startsWith("-");
      int at = negative || text.startsWith("+") ? 1 : 0;
      int number = 0;
      while (at < text.length()
          && Character.digit(text.charAt(at), 10) >= 0
          && number < 1_000_000) {
        number = number * 10 + Character.digit(text.charAt(at++), 10);
      }
      if (negative && number > 0) {
        throw new Malformed('n', "-n " + value + ": at least 1 worker is needed");
      }
      return number == 0 ? DEFAULT_WORKERS : number;
    }
  }
}
