package org.jsersync.daemon.plugin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.NameExpressions;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/** Names as a plugin tells them: absolute, behind the watched directory as it is written. */
final class AbsoluteNames {
  private final byte[] watch;
  private final NameExpressions expressions = new NameExpressions();

  /**
   * Names below a directory.
   *
   * @param watch absolute, as {@link ByteText}; a slash at its end stays
   */
  AbsoluteNames(String watch) {
    this.watch = ByteText.encode(watch);
  }

  /** {@code /w/a}, or {@code /w//a} if the directory is written {@code /w/}. */
  byte[] of(BytePath path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(watch.length + 1 + path.length());
    out.writeBytes(watch);
    out.write('/');
    out.writeBytes(path.toBytes());
    return out.toByteArray();
  }

  /** Whether the absolute name matches one of the patterns wholly; if there are none, it does. */
  boolean matches(BytePath path, @Nullable List<Pattern> include) {
    if (include == null) {
      return true;
    }
    return expressions.matchAny(include, latin1(of(path)));
  }

  /** See {@link Plugin#remark}. */
  @Nullable String remark() {
    return expressions.remark();
  }

  /** One char per byte. */
  static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
