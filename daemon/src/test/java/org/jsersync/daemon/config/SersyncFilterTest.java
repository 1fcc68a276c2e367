package org.jsersync.daemon.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

/** What an exclude expression keeps out (06-sersync, section 10). */
final class SersyncFilterTest {
  @Test
  void anExpressionMatchesAtEveryDepth() {
    for (String suffix : new String[] {"svn", "gz", "php"}) {
      SersyncFilter filter = filter("(.*)\\." + suffix);
      assertThat(file(filter, "a." + suffix)).isTrue();
      assertThat(file(filter, "d/e/a." + suffix)).isTrue();
      assertThat(file(filter, "." + suffix)).isTrue();
      assertThat(directory(filter, "d/." + suffix)).isTrue();
      assertThat(file(filter, "d/." + suffix + "/entries")).isTrue();
      assertThat(file(filter, "a." + suffix + "x")).isFalse();
      assertThat(file(filter, "a" + suffix)).isFalse();
    }
  }

  @Test
  void theDocumentedDirectoriesAreExcludedWithAllThatIsInThem() {
    for (String name : new String[] {"info", "static", "upload", "data"}) {
      SersyncFilter filter = filter("^" + name + "/*");
      assertThat(directory(filter, name)).isTrue();
      assertThat(file(filter, name)).isTrue();
      assertThat(file(filter, name + "/a.txt")).isTrue();
      assertThat(file(filter, name + "/d/a.txt")).isTrue();
      assertThat(directory(filter, "d/" + name)).isFalse();
      assertThat(file(filter, name + "s")).isFalse();
    }
  }

  @Test
  void aPathMatchesWithAndWithoutItsLeadingSlash() {
    for (String expression : new String[] {"info/a\\.txt", "/info/a\\.txt", "^/info/a.*$"}) {
      assertThat(file(filter(expression), "info/a.txt")).as(expression).isTrue();
      assertThat(file(filter(expression), "d/info/a.txt")).as(expression).isFalse();
    }
  }

  @Test
  void onlyADirectoryMatchesWithASlashBehindIt() {
    for (String expression : new String[] {"^info/.*", "info/", "/info/$"}) {
      SersyncFilter filter = filter(expression);
      assertThat(directory(filter, "info")).as(expression).isTrue();
      assertThat(file(filter, "info/a")).as(expression).isTrue();
      assertThat(file(filter, "info")).as(expression).isFalse();
    }
  }

  @Test
  void theWholeNameMustMatch() {
    SersyncFilter filter = filter("tmp");
    assertThat(file(filter, "tmp")).isTrue();
    assertThat(file(filter, "tmp2")).isFalse();
    assertThat(file(filter, "d/tmp")).isFalse();
  }

  @Test
  void bytesAreComparedNotCharacters() {
    assertThat(file(filter("caf.."), "caf\u00e9")).isTrue();
    assertThat(file(filter("caf."), "caf\u00e9")).isFalse();
    assertThat(file(filter("caf\u00e9"), "caf\u00e9")).isTrue();
    byte[] latin1 = {'c', 'a', 'f', (byte) 0xe9};
    assertThat(filter("caf.").excluded(BytePath.of(latin1), false)).isTrue();
    assertThat(file(filter("a.b"), "a\nb")).isTrue();
  }

  @Test
  void whatAnExpressionMeansDoesNotDependOnDepthOrKind() {
    for (String expression :
        new String[] {"d/[[:digit:]]+", "/d/[[:digit:]]+", "d/[[:digit:]]+/"}) {
      SersyncFilter filter = filter(expression);
      assertThat(directory(filter, "d/12")).as(expression).isTrue();
      assertThat(file(filter, "d/12/f")).as(expression).isTrue();
      assertThat(directory(filter, "d")).as(expression).isFalse();
      assertThat(directory(filter, "e/d/12")).as(expression).isFalse();
    }
    assertThat(file(filter("d/[[:digit:]]+/"), "d/12")).isFalse();
  }

  @Test
  void noNameIsTooMuchForAnExpression() {
    String longest = "ab/".repeat(1364) + "abc";
    for (String hard :
        new String[] {"(/|a|b|c)*x", "(a+b+/?)+x", "(.*)(.*)(.*)(.*)x", "((a|ab)+/?)*x"}) {
      SersyncFilter filter = filter(hard, "(.*)\\.php");
      assertThat(file(filter, longest + ".html")).as(hard).isFalse();
      assertThat(file(filter, longest + ".php")).as(hard).isTrue();
      assertThat(file(filter, "a".repeat(200) + "!")).as(hard).isFalse();
    }
    assertThat(file(filter("(a+)+"), "a".repeat(255))).isTrue();
    assertThat(file(filter("(a+)+"), "a".repeat(255) + "!")).isFalse();
  }

  @Test
  void anExpressionThatTakesTooLongIsToldOnce() {
    SersyncFilter filter = filter("(.*)(.*)(.*)(.*)x", "(b*)(b*)(b*)(b*)x", "(.*)\\.php");
    assertThat(file(filter, "y.html")).isFalse();
    assertThat(filter.remark()).isNull();
    assertThat(file(filter, "a".repeat(4_000))).isFalse();
    assertThat(file(filter, "a".repeat(4_001) + ".php")).as("the others count").isTrue();
    assertThat(filter.remark())
        .startsWith("the expression \"(.*)(.*)(.*)(.*)x\" takes too long on some names, \"/aaa")
        .doesNotContain("\n");
    assertThat(filter.remark()).isNull();
    assertThat(file(filter, "b".repeat(4_000))).isFalse();
    assertThat(filter.remark()).contains("(b*)(b*)(b*)(b*)x");
  }

  @Test
  void anyExpressionIsEnoughAndNoneExcludesNothing() {
    SersyncFilter filter = filter("a", "b");
    assertThat(file(filter, "a")).isTrue();
    assertThat(file(filter, "b")).isTrue();
    assertThat(file(filter, "c")).isFalse();
    assertThat(file(filter(), "a")).isFalse();
    assertThat(filter(".*").excluded(BytePath.ROOT, true)).isFalse();
  }

  @Test
  void eventsOfTransientNamesAreThoseOfFilesOnly() {
    for (String name : new String[] {".a", "d/.swp", "a~", "d/~", "4913", "d/4913"}) {
      assertThat(TransientName.matches(BytePath.of(name), false)).as(name).isTrue();
      assertThat(TransientName.matches(BytePath.of(name), true)).as(name).isFalse();
    }
    for (String name :
        new String[] {"a.swp", "a.tmp", "#x#", "x.part", "49131", ".d/a", "4913/a"}) {
      assertThat(TransientName.matches(BytePath.of(name), false)).as(name).isFalse();
    }
    assertThat(TransientName.matches(BytePath.ROOT, true)).isFalse();
  }

  /** Compiled as the configuration compiles them. */
  private static SersyncFilter filter(String... expressions) {
    return new SersyncFilter(
        Arrays.stream(expressions)
            .map(text -> new String(text.getBytes(UTF_8), ISO_8859_1))
            .map(PerlRegex::compile)
            .toList());
  }

  private static boolean file(SersyncFilter filter, String path) {
    return filter.excluded(BytePath.of(path), false);
  }

  private static boolean directory(SersyncFilter filter, String path) {
    return filter.excluded(BytePath.of(path), true);
  }
}
