package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows about {@code <filter start="true">}. */
class FilterTest {
  private final Setup setup = new Setup();

  @AfterEach
  void close() {
    setup.close();
  }

  /** Times change where something excluded comes or goes. */
  private void awaitEqualBut(String excluded) {
    setup.awaitEqual(15, "data", tree -> tree.withoutTimes().filter(n -> !n.matches(excluded)));
    TreeState there = setup.daemon().tree("data");
    assertThat(there.entries().keySet()).noneMatch(name -> name.matches(excluded));
  }

  @Test
  @DisplayName("row 8: what the filter excludes never arrives, at any depth; all else does")
  void filter() {
    setup.conf().excluding("(.*)\\.php", "(.*)\\.gz", "^info/*", "^static/*");
    setup.change("mkdir -p info/sub a/b; echo x | tee info/sub/f a/x.php a/b/y.gz a/b/t");
    setup.startAndCompare();
    String excluded = ".*\\.php|.*\\.gz|info|info/.*|static|static/.*";
    awaitEqualBut(excluded);
    setup.change(
        """
        mkdir static a/info a/static new; echo x | tee information.txt c.gzip 1.php 2.gz a/3.php
        echo y | tee static/f info/f info/sub/g a/info/f a/static/f new/4.php new/t a/b/z.php.txt
        mv a/b/t a/b/t2; mv 1.php 1.txt; mv c.gzip c.gz; rm a/x.php; mv a/b/y.gz a/b/y
        """);
    awaitEqualBut(excluded);
  }

  @Test
  @DisplayName("what brackets and alternatives exclude stays there, and nothing else")
  void whatIsExcludedIsProtectedAndAllElseIsNot() {
    setup.conf().excluding("(.*)\\.(gif|jpe?g)", "(.*)/core\\.[0-9]{3,5}", "(?i)^[ab]\\.TMP$");
    Path there = setup.daemon().modulePath("data");
    String kept = "a.gif d/b.jpeg d/core.123 core.12345 d/x.gif.d A.tmp";
    String extra = "a.gi d/b.jpegs d/core.12 acore.1234 c.tmp d/A.tmp x.svn";
    Command.script(there, "mkdir d; touch " + kept + " " + extra + "; chmod -R a+w .").succeed();
    setup.change("mkdir d; echo x | tee f a.jpg d/core.999 d/core.99 b.Tmp >/dev/null");
    setup.startAndCompare();
    await("the first sync").until(() -> Files.exists(there.resolve("d/core.99")));
    for (String name : kept.split(" ", -1)) {
      boolean stays = !name.equals("d/x.gif.d");
      await(name).until(() -> Files.exists(there.resolve(name)) == stays);
    }
    for (String name : extra.split(" ", -1)) {
      await(name).until(() -> !Files.exists(there.resolve(name)));
    }
    for (String name : new String[] {"a.jpg", "d/core.999", "b.Tmp"}) {
      assertThat(there.resolve(name)).doesNotExist();
    }
  }

  @Test
  @DisplayName("row 9: a tree that is moved in arrives without what the filter excludes")
  void aTreeMovedIn() {
    setup.conf().excluding("(.*)\\.php").fromWindows();
    setup.startAndCompare();
    setup.change(
        "mkdir -p $OUT/t/u/v.php; echo x | tee $OUT/t/{a.txt,b.php} $OUT/t/u/{c.txt,d.php}"
            + " $OUT/t/u/v.php/e.txt; mv $OUT/t in");
    awaitEqualBut(".*\\.php(/.*)?");
    setup.change("echo y > in/u/v.php/late.txt; echo y > in/u/late.php; echo y > in/u/late.txt");
    awaitEqualBut(".*\\.php(/.*)?");
    setup.change("mv in/u moved");
    awaitEqualBut(".*\\.php(/.*)?");
  }
}
