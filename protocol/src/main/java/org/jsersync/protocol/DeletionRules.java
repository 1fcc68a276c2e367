package org.jsersync.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.file.BytePath;

/**
 * Rules, in wire form, that let exactly the named paths be deleted (02-filelist, section 7.3). They
 * come last, with {@link #protectRest} behind them.
 */
final class DeletionRules {
  private DeletionRules() {}

  /** The path may go, with all that is below it. */
  public static byte[] risk(BytePath path) {
    byte[] name = path.toBytes();
    return rule("+r /", isWild(name) ? escaped(name) : name, "");
  }

  /** All that is below the directory may go; it itself may not. */
  public static byte[] riskBelow(BytePath directory) {
    return directory.isEmpty()
        ? rule("+r /", new byte[0], "**")
        : rule("+r /", escaped(directory.toBytes()), "/**");
  }

  /**
   * Everything else stays; perishable, so that it does not hold on to what a deleted directory
   * holds.
   */
  public static byte[] protectRest() {
    return rule("-rp *", new byte[0], "");
  }

  private static byte[] rule(String prefix, byte[] name, String suffix) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(prefix.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(name);
    out.writeBytes(suffix.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static boolean isWild(byte[] name) {
    for (byte b : name) {
      if (b == '*' || b == '?' || b == '[') {
        return true;
      }
    }
    return false;
  }

  /** A backslash quotes only in a pattern that has a wildcard. */
  private static byte[] escaped(byte[] name) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte b : name) {
      if (b == '*' || b == '?' || b == '[' || b == '\\') {
        out.write('\\');
      }
      out.write(b);
    }
    return out.toByteArray();
  }
}
