package org.jsersync.daemon.faillog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text on one line that a person can read and that becomes the same bytes again: what is
 * UTF-8 and can be seen stays as it is, the backslash and every other byte become {@code \ooo},
 * three octal digits.
 */
final class Escapes {
  private static final int DIGITS = 3;

  private Escapes() {}

  /** Adds the text of some bytes, as UTF-8. */
  static void escape(byte[] raw, ByteArrayOutputStream to) {
    for (int i = 0; i < raw.length; ) {
      int length = seen(raw, i);
      if (length > 0) {
        to.write(raw, i, length);
        i += length;
      } else {
        int b = raw[i++] & 0xff;
        to.write('\\');
        to.write('0' + (b >> 6));
        to.write('0' + (b >> 3 & 7));
        to.write('0' + (b & 7));
      }
    }
  }

  /** How many bytes from here are one character that can be seen; 0 if they are none. */
  private static int seen(byte[] raw, int at) {
    int b = raw[at] & 0xff;
    if (b < 0x80) {
      return b < ' ' || b == 0x7f || b == '\\' ? 0 : 1;
    }
    int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
    if (at + length > raw.length) {
      return 0;
    }
    byte[] bytes = Arrays.copyOfRange(raw, at, at + length);
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean same = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    return same && text.codePointCount(0, text.length()) == 1 && isSeen(text.codePointAt(0))
        ? length
        : 0;
  }

  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** The bytes that a text was made of; null if it was not made by {@link #escape}. */
  static byte @Nullable [] unescape(byte[] text) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream(text.length);
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '\\') {
        raw.write(text[i]);
        continue;
      }
      int value = 0;
      for (int digit = 1; digit <= DIGITS; digit++) {
        int octal = i + digit < text.length ? text[i + digit] - '0' : -1;
        if (octal < 0 || octal > 7) {
          return null;
        }
        value = value * 8 + octal;
      }
      if (value > 0xff) {
        return null;
      }
      raw.write(value);
      i += DIGITS;
    }
    return raw.toByteArray();
  }
}
