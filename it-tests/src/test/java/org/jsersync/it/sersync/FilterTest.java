package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

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
