package org.jsersync.protocol.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;

/**
 * A greeting: {@code @RSYNCD: MAJOR[.SUB][ digest names]} (01-session, section 1).
 *
 * @param major the sender's protocol
 * @param sub 0, or the number of a pre-release of that protocol
 * @param digests names for authentication that the sender knows; empty = no list was sent
 */
record GreetingLine(int major, int sub, List<String> digests) {
  private static final Pattern FORM =
      Pattern.compile("@RSYNCD: (\\d{1,9})(?:\\.(\\d{1,9}))?((?: +[!-~]+)*) *");
  private static final int MAX_LIST = 255;
  private static final int MAX_NAMES = 64;

  /** Our own, with the line's end. */
  static byte[] ours(int protocol) {
    return ("@RSYNCD: " + protocol + ".0 " + String.join(" ", AuthDigest.offered()) + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads the server's. */
  static GreetingLine parse(byte[] line, HandshakeErrors errors) throws RsyncException {
    Matcher m = FORM.matcher(new String(line, StandardCharsets.ISO_8859_1));
    if (!m.matches()) {
      throw errors.noDaemon(line);
    }
    int major = Integer.parseInt(m.group(1));
    String list = m.group(3).strip();
    List<String> digests = list.isEmpty() ? List.of() : List.of(list.split(" +"));
    if (list.length() > MAX_LIST || digests.size() > MAX_NAMES || major < 20 || major > 40) {
      throw errors.noDaemon(line);
    }
    if (m.group(2) == null && major >= 30) {
      throw errors.of(
          Kind.REFUSED, "the server omitted the subprotocol value: " + HandshakeErrors.shown(line));
    }
    if (major > 31 && digests.isEmpty()) {
      throw errors.of(
          Kind.REFUSED, "the server omitted the digest name list: " + HandshakeErrors.shown(line));
    }
    return new GreetingLine(major, m.group(2) == null ? 0 : Integer.parseInt(m.group(2)), digests);
  }

  /**
   * The protocol that both sides speak (01-session, section 1.2).
   *
   * @param ours the highest that we speak
   */
  int protocol(int ours, HandshakeErrors errors) throws RsyncException {
    int common = Math.min(ours, major);
    int agreed = ours >= major && sub != 0 ? common - 1 : common;
    if (agreed < SessionRequest.MIN_PROTOCOL) {
      throw errors.tooOld(agreed);
    }
    return agreed;
  }
}
