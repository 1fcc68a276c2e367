package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsersync.it.product.Product;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation says of itself: tests that it names, parts that both languages have. */
class DocumentationTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:#(\\w+))?`");

  /** The source of each test class, by its name. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new HashMap<>();
    for (String module : new String[] {"protocol", "watcher", "daemon", "it-tests"}) {
      try (Stream<Path> files =
          Files.walk(Product.checkout().resolve(module).resolve("src/test"))) {
        for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          sources.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/from-sersync.md", "docs/from-sersync.zh-CN.md"})
  void testsThatAreNamedExist(String document) throws IOException {
    Map<String, String> sources = sources();
    String text = Files.readString(Product.checkout().resolve(document));
    List<String> missing = new ArrayList<>();
    List<MatchResult> named = TEST.matcher(text).results().toList();
    for (MatchResult test : named) {
      String source = sources.getOrDefault(test.group(1), "");
      String method = test.group(2);
      if (source.isEmpty() || (method != null && !source.contains("void " + method + "("))) {
        missing.add(test.group());
      }
    }
    assertThat(named).hasSizeGreaterThan(60);
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"README.md, README.zh-CN.md", "docs/from-sersync.md, docs/from-sersync.zh-CN.md"})
  void translationsHaveTheSameParts(String english, String chinese) throws IOException {
    assertThat(parts(chinese)).isEqualTo(parts(english));
  }

  /** The kinds of a text's lines in their order, paragraphs left out. */
  private static List<String> parts(String document) throws IOException {
    return Files.readAllLines(Product.checkout().resolve(document)).stream()
        .map(line -> line.replaceFirst("^(#+ |\\| |    ).*", "$1"))
        .filter(kind -> kind.matches("#+ |\\| |    "))
        .toList();
  }
}
