package org.jsersync.protocol.filter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.jspecify.annotations.Nullable;

/** Rules and rule files from texts; one char is one byte. */
final class RuleFixture {
  private RuleFixture() {}

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static FilterRules rules(String... rules) throws FilterSyntaxException {
    FilterRulesBuilder builder = FilterRules.builder();
    for (String rule : rules) {
      builder.filter(bytes(rule));
    }
    return builder.build();
  }

  static RuleFiles files(Map<String, String> contents) {
    return name -> {
      @Nullable String content = contents.get(new String(name, ISO_8859_1));
      if (content == null) {
        throw new PosixException(
            "open", BytePath.of(name), PosixException.ENOENT, "No such file or directory");
      }
      return bytes(content);
    };
  }

  /** What a push sends. */
  static List<String> wire(FilterRules rules) {
    return wire(rules, false);
  }

  static List<String> wire(FilterRules rules, boolean deleteExcluded) {
    return rules.wireForPush(deleteExcluded).stream()
        .map(rule -> new String(rule, ISO_8859_1))
        .toList();
  }
}
