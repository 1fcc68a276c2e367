package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows with nothing but the default configuration. */
class DefaultConfigTest {
  private final Setup setup = new Setup();

  @AfterEach
  void close() {
    setup.close();
  }

  @Test
  @DisplayName("row 1: files and directories come, change and go; the remote's extra file too")
  void filesAndDirectories() {
    setup.conf().fromWindows();
    setup.change("mkdir -p old/sub gone empty; seq 9 | tee a old/f old/sub/g gone/f");
    setup.changeRemote("echo x > extra; mkdir more; echo y > more/f; chown -R rsync: .");
    setup.startAndCompare().awaitEqual(15);
    assertThat(setup.remote("extra")).doesNotExist();

    setup.change(
        """
        echo new > n; seq 99 >> a; truncate -s 5 old/f; : > null; truncate -s 1M hole
        mkdir -p p/q/r/s; for d in p p/q p/q/r p/q/r/s; do echo $d > $d/f; done; chmod 750 p/q
        rm old/sub/g; rm -r gone; rmdir empty; printf %255s x | tr ' ' y > "$(printf %255s | tr ' ' z)"
        """);
    setup.awaitEqual(15);
  }

  @Test
  @DisplayName("row 2: moves of files and directories within, in and out, and writes after each")
  void moves() {
    setup.change("mkdir -p d/s e k/z; seq 9 | tee f g d/f d/s/g k/z/f; seq 5 > over");
    setup.startAndCompare();
    setup.change(
        """
        mv f f2; echo f >> f2; mv g e/g; echo g >> e/g; mv d d2; echo d > d2/s/new
        mv d2/s e/s; echo s >> e/s/g; mv k $OUT/k; echo lost > $OUT/k/z/new; rm -r $OUT/k
        mkdir -p $OUT/in/sub; seq 7 | tee $OUT/in/f $OUT/in/sub/g $OUT/file >/dev/null
        mv $OUT/in came; echo in >> came/sub/g; mv $OUT/file came/file; echo in > came/file
        mv came/file $OUT/away
        """);
    setup.awaitEqual(15);
  }

  @Test
  @DisplayName("row 3: names that a shell or a pattern would take for something else")
  void names() {
    assertThatNamesComeAndGo(
        "a b",
        " lead and trail ",
        "it's",
        "$(touch pwned)",
        "$HOME",
        "x;touch pwned;",
        "a&b|c<d>e",
        "*",
        "s*?{a,b}",
        "#!%",
        "new\\nline\\ttab\\rreturn\\001",
        "t\\303\\244st \\346\\226\\207\\344\\273\\266",
        "bad \\377\\376\\200",
        "-rf",
        "--delete",
        "x".repeat(255));
  }

  @Test
  @DisplayName("row 4: names with quotes, backticks, backslashes and brackets")
  void namesThatSersyncLoses() {
    assertThatNamesComeAndGo(
        "\"",
        "x\";touch pwned;\"",
        "`touch pwned`",
        "trail\\\\",
        "\\\\$HOME",
        "br[ack]",
        "[!a]",
        "b\\\\s",
        "d[1]",
        "d*",
        "**",
        "?");
  }

  /** Each as a file, as a directory and as a file in it. */
  private void assertThatNamesComeAndGo(String... names) {
    setup.change("echo stays > stays");
    setup.startAndCompare();
    StringBuilder make = new StringBuilder();
    for (String name : names) {
      String word = "'" + name.replace("'", "\\047") + "'";
      make.append("printf -v n %b ").append(word).append('\n');
      make.append(
          "mkdir -p dir; echo x > ./\"$n\"; mkdir ./dir/\"$n\"; echo y > ./dir/\"$n\"/\"$n\"\n");
    }
    setup.change(make.toString());
    setup.awaitEqual(15);
    assertThat(TreeState.of(setup.source()).entries()).hasSize(3 * names.length + 3);

    setup.change("find . -mindepth 1 ! -name stays -delete");
    setup.awaitEqual(15);
    assertThat(setup.remote("stays")).exists();
    for (Path place : new Path[] {setup.mirror().home(), setup.daemon().modulePath("data")}) {
      assertThat(Command.of("find", place, "-name", "pwned").succeed().outText()).isEmpty();
    }
  }

  @Test
  @DisplayName("row 7: temporary names never arrive, directories of such names do")
  void temporaryNames() {
    setup.change("echo x > b; echo y > .x").startAndCompare();
    setup.change(
        """
        echo h > .hid; echo k > bak~; echo 4 > 4913; echo s > a.swp; echo n > 49131
        mkdir .hd dt~; echo f | tee .hd/f dt~/f >/dev/null
        mv .x x; mv b b~; echo end > last
        """);
    setup.awaitEqual(
        15,
        "data",
        tree -> tree.withoutTimes().filter(name -> !name.matches("\\.(x|hid)|b~|bak~|4913")));
    for (String name : new String[] {".hid", "b~", "bak~", "4913"}) {
      assertThat(setup.remote(name)).doesNotExist();
    }
  }

  @Test
  @DisplayName("row 14: links arrive though createFile is off")
  void links() {
    Links.comeAndGo(setup);
  }

  @Test
  @DisplayName("row 17: twelve directories removed and made again at once")
  void removedAndMadeAgain() {
    setup.change(
        "for i in $(seq 12); do mkdir -p d$i/s; seq 99 | tee d$i/f d$i/s/g >/dev/null; done");
    setup.startAndCompare().awaitEqual(15);
    setup.change("for i in $(seq 12); do rm -r d$i; mkdir d$i; echo $i > d$i/new; done");
    setup.awaitEqual(15);
  }

  @Test
  @DisplayName("row 18: what changes during the first sync is not missed")
  void changesDuringTheFirstSync() {
    setup.change(
        """
        for d in $(seq 24); do mkdir d$d; for f in $(seq 100); do echo $f > d$d/$f; done; done
        for b in $(seq 3); do head -c 10000000 /dev/urandom > big$b; done
        """);
    setup.start();
    setup.change("for i in $(seq 120); do echo $i > d$((i % 24 + 1))/live$i; sleep 0.03; done");
    setup.awaitEqual(40);
  }

  @Test
  @DisplayName("row 19: 1,000 files in one directory, 400 in 100")
  void bursts() {
    setup.startAndCompare();
    setup.change(
        """
        mkdir one; for f in $(seq 1000); do echo $f > one/$f; done
        for d in $(seq 100); do mkdir d$d; for f in 1 2 3 4; do echo $f > d$d/$f; done; done
        """);
    setup.awaitEqual(60);
  }

  @Test
  @DisplayName("row 20: one name is a file, a directory, a file, a tree, and nothing")
  void oneNameManyThings() {
    setup.startAndCompare();
    for (String step :
        new String[] {
          "echo 1 > n",
          "rm n; mkdir n",
          "rmdir n; echo 2 > n",
          "rm n; mkdir -p n/a/b; echo 3 | tee n/f n/a/g n/a/b/h >/dev/null",
          "rm -r n"
        }) {
      setup.change(step);
      setup.awaitEqual(15);
    }
  }

  @Test
  @DisplayName("row 29: the last of five versions of one size within a second")
  void sameSizeVersions() {
    setup.startAndCompare();
    setup.change(
        "for v in 1 2 3 4 5; do for f in $(seq 8); do echo $v$v$v > f$f; done; sleep 0.07; done");
    setup.awaitEqual(15);
    assertThat(setup.remote("f8")).hasContent("555");
  }
}
