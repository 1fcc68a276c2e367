package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each row of the acceptance table has one test that bears its number. */
class AcceptanceTableTest {
  private static final Pattern ROW = Pattern.compile("row (\\d+): .*");

  /** The table's numbers. */
  private static Stream<Integer> rows() {
    return Stream.of(
            IntStream.rangeClosed(1, 31),
            IntStream.rangeClosed(40, 44),
            IntStream.rangeClosed(50, 54))
        .flatMap(IntStream::boxed);
  }

  @Test
  void eachRowHasOneTest() throws Exception {
    List<Integer> tested = new ArrayList<>();
    for (Class<?> tests : testClasses()) {
      for (Method test : tests.getDeclaredMethods()) {
        DisplayName name = test.getAnnotation(DisplayName.class);
        Matcher row = ROW.matcher(name == null ? "" : name.value());
        if (row.matches()) {
          tested.add(Integer.valueOf(row.group(1)));
        }
      }
    }
    assertThat(tested).containsExactlyInAnyOrderElementsOf(rows().toList());
  }

  private static List<Class<?>> testClasses()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Class<?> self = AcceptanceTableTest.class;
    Path root = Path.of(self.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.');
        name = name.substring(0, name.length() - ".class".length());
        classes.add(Class.forName(name, false, self.getClassLoader()));
      }
    }
    return classes;
  }
}
