package org.jsersync.daemon.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes YAML: lines with an indent, texts in double quotes whatever is in them. */
final class YamlText {
  private final StringBuilder text = new StringBuilder();
  private String indent = "";

  /** A remark. */
  YamlText comment(String remark) {
    text.append(indent).append("# ").append(remark.replace('\n', ' ')).append('\n');
    return this;
  }

  /** A key with a word or number. */
  YamlText plain(String key, Object value) {
    return line(key + ": " + value);
  }

  /** A key with a text. */
  YamlText quoted(String key, String value) {
    return line(key + ": " + quote(value));
  }

  /** A key with a list of words, on one line. */
  YamlText words(String key, List<String> words) {
    return line(key + ": [" + String.join(", ", words) + "]");
  }

  /** A key with a list of texts, on one line. */
  YamlText texts(String key, List<String> texts) {
    return words(key, texts.stream().map(YamlText::quote).collect(Collectors.toList()));
  }

  /** A line as it is. */
  YamlText line(String line) {
    text.append(indent).append(line).append('\n');
    return this;
  }

  /** The lines that follow stand so many columns from the margin. */
  YamlText indent(int columns) {
    indent = " ".repeat(columns);
    return this;
  }

  static String quote(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || (c >= '\u007f' && c < '\u00a0')) {
        quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else if (c == '\u2028' || c == '\u2029' || c == '\ufeff') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
