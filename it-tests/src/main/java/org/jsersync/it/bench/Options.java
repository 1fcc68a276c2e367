package org.jsersync.it.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code --name=value} words. */
final class Options {
  private final Map<String, String> values = new HashMap<>();

  Options(List<String> words) {
    for (String word : words) {
      int equals = word.indexOf('=');
      if (!word.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("not --name=value: " + word);
      }
      values.put(word.substring(2, equals), word.substring(equals + 1));
    }
  }

  int number(String name, int otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** The values between commas. */
  List<String> list(String name, String otherwise) {
    return Arrays.asList(text(name, otherwise).split(",", -1));
  }
}
