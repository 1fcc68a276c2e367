package org.jsersync.daemon.cli.rsync;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.DisplayName;

/**
 * An option as it stands on a command line.
 *
 * @param spec which one
 * @param word the word it was read from, or its value's if that is a word of its own; messages show
 *     this one
 * @param value its value; empty if it takes none
 * @param negated whether it is the "no-" form
 */
record OptionUse(OptionSpec spec, byte[] word, byte[] value, boolean negated) {

  /** The value as a C integer: decimal, 0x hexadecimal or 0 octal; empty = 0. */
  int integer() throws RsyncException {
    String digits = new String(value, StandardCharsets.ISO_8859_1);
    CInteger.Result result = CInteger.parse(digits);
    if (result instanceof CInteger.Value(int number)) {
      return number;
    }
    throw wrong(
        result instanceof CInteger.Malformed
            ? "invalid numeric value"
            : "number too large or too small");
  }

  /** The value as text. */
  String text() throws RsyncException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw wrong("value is not UTF-8");
    }
  }

  /** The value as a path. */
  BytePath path() {
    return BytePath.of(value);
  }

  /** The value for people. */
  String shown() {
    return DisplayName.of(value);
  }

  /** A complaint about this option as it was typed. */
  RsyncException wrong(String what) {
    return usage(DisplayName.of(word) + ": " + what);
  }

  /** A complaint about the command line. */
  static RsyncException usage(String message) {
    return new RsyncException(RsyncException.Kind.USAGE, message);
  }
}
