package org.jsersync.protocol.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Shows bytes that a peer or a file name brought to a person, without letting them reach the
 * terminal: control bytes, bytes that are no UTF-8, and a literal {@code \#} that looks like an
 * escape become {@code \#ooo} (octal); the rest is shown as it is (04-options, section 5.7).
 */
public final class DisplayName {
  private DisplayName() {}

  /** The bytes as text for people; a TAB stays. */
  public static String of(byte[] raw) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    StringBuilder text = new StringBuilder(raw.length);
    ByteBuffer in = ByteBuffer.wrap(raw);
    CharBuffer chars = CharBuffer.allocate(raw.length + 1);
    while (in.hasRemaining()) {
      chars.clear();
      decoder.reset();
      var result = decoder.decode(in, chars, true);
      chars.flip();
      append(text, chars);
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          escape(text, in.get() & 0xff);
        }
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, CharBuffer chars) {
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if ((c < 0x20 && c != '\t') || c == 0x7f) {
        escape(text, c);
      } else if (c >= 0x80 && c < 0xa0) {
        escape(text, 0xc2);
        escape(text, c);
      } else if (c == '\\' && looksEscaped(chars, i)) {
        escape(text, '\\');
      } else {
        text.append(c);
      }
    }
  }

  private static boolean looksEscaped(CharBuffer chars, int at) {
    if (at + 4 >= chars.length() || chars.charAt(at + 1) != '#') {
      return false;
    }
    for (int i = at + 2; i < at + 5; i++) {
      if (chars.charAt(i) < '0' || chars.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static void escape(StringBuilder text, int value) {
    text.append("\\#")
        .append((char) ('0' + (value >> 6 & 7)))
        .append((char) ('0' + (value >> 3 & 7)))
        .append((char) ('0' + (value & 7)));
  }
}
