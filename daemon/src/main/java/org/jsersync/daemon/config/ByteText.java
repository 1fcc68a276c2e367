package org.jsersync.daemon.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.file.DisplayName;

/**
 * Text that keeps the bytes it was made of. Valid UTF-8 becomes the characters it stands for; every
 * other byte becomes one private-use character, so that an XML parser lets it pass and {@link
 * #encode} gives it back. sersync hands bytes through whatever encoding a file declares
 * (06-sersync, section 3.1).
 */
public final class ByteText {
  /** Byte b that is no UTF-8 is shown to the parser as this plus b. */
  private static final char RAW = '\uf700';

  private static final char RAW_END = '\uf7ff';

  private ByteText() {}

  /** The bytes as text. */
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    StringBuilder text = new StringBuilder(bytes.length);
    while (in.hasRemaining()) {
      decoder.reset();
      CoderResult result = decoder.decode(in, chars.clear(), true);
      append(text, chars.flip());
      for (int i = 0; result.isError() && i < result.length(); i++) {
        text.append((char) (RAW + (in.get() & 0xff)));
      }
    }
    return text.toString();
  }

  /** Characters that stand for raw bytes here, or that XML forbids, are taken as raw bytes too. */
  private static void append(StringBuilder text, CharBuffer chars) {
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if ((c >= RAW && c <= RAW_END) || c >= '\ufffe') {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          text.append((char) (RAW + (b & 0xff)));
        }
      } else {
        text.append(c);
      }
    }
  }

  /**
   * The content of a file as text. A byte order mark is dropped; with that of UTF-16 the text is in
   * UTF-16, and its bytes are those of UTF-8 from here on.
   */
  static String ofFile(byte[] content) {
    if (startsWith(content, 0xfe, 0xff) || startsWith(content, 0xff, 0xfe)) {
      return decode(new String(content, StandardCharsets.UTF_16).getBytes(StandardCharsets.UTF_8));
    }
    String text = decode(content);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  private static boolean startsWith(byte[] content, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (content.length <= i || (content[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** The text on one line for people, safe for a terminal. */
  public static String shown(String text) {
    return DisplayName.of(encode(text));
  }

  /** The bytes that the text was made of. */
  public static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= RAW && c <= RAW_END) {
        out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
        out.write(c - RAW);
        from = i + 1;
      }
    }
    out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
