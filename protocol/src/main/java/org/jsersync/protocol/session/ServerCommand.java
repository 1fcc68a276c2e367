package org.jsersync.protocol.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jsersync.protocol.RsyncException;

/**
 * How a remote shell is told to start a server (04-options, section 2.1): words for the login shell
 * at the other end, which would read anything else into a name, and what follows through the
 * stream.
 *
 * @param words what of rsync's vector any shell leaves alone
 * @param streamed the secluded rest, as it goes out before everything else; may be empty
 */
record ServerCommand(List<String> words, byte[] streamed) {
  /** No shell does anything with these; zsh looks up a command where a word begins with "=". */
  private static final Pattern PLAIN = Pattern.compile("(?!=)[A-Za-z0-9_@%+=:,./-]+");

  /** The daemon behind a remote shell. */
  static final ServerCommand DAEMON =
      new ServerCommand(List.of("--server", "--daemon", "."), new byte[0]);

  /**
   * A server for one push.
   *
   * @param vector as {@link ArgumentList} has it; an empty element begins the secluded part
   * @throws RsyncException of kind USAGE if it holds what cannot be sent
   */
  static ServerCommand of(List<byte[]> vector) throws RsyncException {
    List<String> words = new ArrayList<>();
    int end = 0;
    while (end < vector.size() && vector.get(end).length > 0) {
      byte[] word = vector.get(end++);
      if (!isPlain(word)) {
        throw new IllegalArgumentException("not for a shell: " + HandshakeErrors.shown(word));
      }
      words.add(new String(word, StandardCharsets.US_ASCII));
    }
    boolean secluded = end < vector.size();
    return new ServerCommand(
        words,
        secluded ? ArgumentWriter.encode(vector.subList(end + 1, vector.size())) : new byte[0]);
  }

  /** Whether a server is told the same by it. */
  boolean says(ServerCommand other) {
    return words.equals(other.words) && Arrays.equals(streamed, other.streamed);
  }

  /** Whether every shell takes this word as it is. */
  static boolean isPlain(byte[] word) {
    return PLAIN.matcher(new String(word, StandardCharsets.ISO_8859_1)).matches();
  }
}
