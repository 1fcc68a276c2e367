package org.jsersync.daemon.cli.rsync;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Integers as C's strtol with base 0 reads them (04-options, section 1.1). */
final class CInteger {
  private static final Pattern SHAPE =
      Pattern.compile(
          "[ \\t\\n"
              + "\\x0b\\f\\r"
              + "]*(?<sign>[-+]?)(?:0[xX](?<hex>[0-9a-fA-F]+)|(?<octal>0[0-7]*)|(?<decimal>[1-9][0-9]*))");

  private CInteger() {}

  /** What a text turned out to be. */
  sealed interface Result {}

  record Value(int number) implements Result {}

  record Malformed() implements Result {}

  record OutOfRange() implements Result {}

  static Result parse(String text) {
    if (text.isEmpty()) {
      return new Value(0);
    }
    Matcher m = SHAPE.matcher(text);
    if (!m.matches()) {
      return new Malformed();
    }
    BigInteger size = magnitude(m);
    BigInteger number = m.group("sign").equals("-") ? size.negate() : size;
    return number.bitLength() < Integer.SIZE ? new Value(number.intValue()) : new OutOfRange();
  }

  private static BigInteger magnitude(Matcher m) {
    if (m.group("hex") != null) {
      return new BigInteger(m.group("hex"), 16);
    }
    if (m.group("octal") != null) {
      return new BigInteger(m.group("octal"), 8);
    }
    return new BigInteger(m.group("decimal"));
  }
}
