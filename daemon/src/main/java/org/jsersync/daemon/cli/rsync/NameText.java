package org.jsersync.daemon.cli.rsync;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsersync.protocol.file.DisplayName;

/**
 * Names as they are printed (04-options, section 5.7).
 *
 * @param escapeHighBytes false = bytes above 127 are printed as they are ({@code -8})
 */
record NameText(boolean escapeHighBytes) {
  byte[] of(byte[] name) {
    if (escapeHighBytes) {
      return DisplayName.of(name).getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream(name.length);
    int from = 0;
    for (int i = 0; i <= name.length; i++) {
      if (i == name.length || name[i] < 0) {
        text.writeBytes(ascii(name, from, i));
        if (i < name.length) {
          text.write(name[i]);
        }
        from = i + 1;
      }
    }
    return text.toByteArray();
  }

  private static byte[] ascii(byte[] name, int from, int to) {
    return DisplayName.of(Arrays.copyOfRange(name, from, to)).getBytes(StandardCharsets.UTF_8);
  }
}
