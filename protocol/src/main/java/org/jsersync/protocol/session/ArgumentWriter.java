package org.jsersync.protocol.session;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jsersync.protocol.RsyncException;

/** Puts the arguments on the wire: each with a NUL behind, and one more NUL (01-session, 3.1). */
final class ArgumentWriter {
  /** Limits within which every server takes what is sent. */
  static final int MAX_BYTES = 4000;

  static final int MAX_COUNT = 900;

  private ArgumentWriter() {}

  /**
   * All arguments in one piece.
   *
   * @param arguments an empty one ends the first of two lists, when the second is secluded
   * @throws RsyncException of kind USAGE if an argument would be cut, or end the list too early
   */
  static byte[] encode(List<byte[]> arguments) throws RsyncException {
    if (arguments.size() > MAX_COUNT) {
      throw wrong(arguments.size() + " arguments for the server, allowed " + MAX_COUNT);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (arguments.stream().filter(a -> a.length == 0).count() > 1) {
      throw wrong("an empty argument for the server");
    }
    for (byte[] argument : arguments) {
      check(argument);
      out.writeBytes(argument);
      out.write(0);
    }
    out.write(0);
    return out.toByteArray();
  }

  private static void check(byte[] argument) throws RsyncException {
    if (argument.length > MAX_BYTES) {
      throw wrong(
          "an argument of " + argument.length + " bytes for the server, allowed " + MAX_BYTES);
    }
    for (byte b : argument) {
      if (b == 0) {
        throw wrong("a NUL in the argument \"" + HandshakeErrors.shown(argument) + "\"");
      }
    }
  }

  private static RsyncException wrong(String what) {
    return new RsyncException(RsyncException.Kind.USAGE, what);
  }
}
