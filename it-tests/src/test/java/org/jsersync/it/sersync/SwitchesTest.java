package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows about single switches and params, and about what only the remote has. */
class SwitchesTest {
  private final Setup setup = new Setup();

  @AfterEach
  void close() {
    setup.close();
  }

  @Test
  @DisplayName("row 5: a deletion beside a file --exclude=zzz deletes nothing else")
  void aNameThatAShellWouldPutInAPatternsPlace() {
    setup.change("mkdir d; echo x | tee a d/b ./--exclude=zzz").startAndCompare();
    setup.changeRemote("echo x > remote_only; mkdir dir_only; echo y > dir_only/f");
    setup.change("echo h > .hidden; rm a; rm d/b");
    setup.awaitGone(15, "a");
    setup.awaitGone(15, "d/b");
    assertThatOnlyTheRemotesOwnIsThere("remote_only", "dir_only/f", "--exclude=zzz", "d");
    assertThat(setup.remote(".hidden")).doesNotExist();
  }

  @Test
  @DisplayName("row 6: files * and s* come and go, and nothing that they would match")
  void namesThatMatchOthers() {
    setup.change("echo x > keep").startAndCompare();
    setup.changeRemote("echo x | tee remote_only sunny");
    setup.change("echo x > '*'; echo y > 's*'; mkdir 'd*'; echo z > 'd*/?'");
    setup.awaitRemote(15, "*", "x\n");
    setup.awaitRemote(15, "s*", "y\n");
    setup.awaitRemote(15, "d*/?", "z\n");
    setup.change("rm '*' 's*'; rm -r 'd*'");
    setup.awaitGone(15, "*");
    setup.awaitGone(15, "s*");
    setup.awaitGone(15, "d*");
    assertThatOnlyTheRemotesOwnIsThere("remote_only", "sunny", "keep");
  }

  private void assertThatOnlyTheRemotesOwnIsThere(String... names) {
    // One more change goes all the way, so that what was to follow the deletion has.
    setup.change("echo end > last");
    setup.awaitRemote(15, "last", "end\n");
    for (String name : names) {
      assertThat(setup.remote(name)).exists();
    }
  }

  @Test
  @DisplayName("row 12: with delete off nothing is ever deleted at the remote")
  void withoutDelete() {
    setup.conf().off("delete");
    setup.changeRemote("echo mine > remote_only");
    setup.change("mkdir -p d/s e; seq 9 | tee f g d/f d/s/g e/f >/dev/null");
    setup.startAndCompare();
    setup.change("rm f; mv d d2; rm -r e; mv g g2; echo new > new");
    setup.awaitRemote(15, "new", "new\n");
    setup.awaitEqual(
        15,
        "data",
        tree -> tree.withoutTimes().filter(n -> !n.matches("remote_only|f|g|d|d/.*|e|e/.*")));
    for (String name : new String[] {"remote_only", "f", "g", "d/f", "d/s/g", "e/f"}) {
      assertThat(setup.remote(name)).exists();
    }
  }

  @Test
  @DisplayName("row 13: with createFile on, symlinks, hard links and a fifo arrive")
  void withCreateFile() {
    setup.conf().on("createFile");
    Links.comeAndGo(setup);
  }

  @Test
  @DisplayName("row 15: with attrib on, modes arrive and what follows in the directory, too")
  void withAttrib() {
    setup.conf().on("attrib");
    setup.change("mkdir -p d/s; seq 9 | tee f d/f d/s/g >/dev/null").startAndCompare();
    setup.change("chmod 600 f; chmod 700 d; chmod 751 d/s; touch -d '+1 hour' f");
    setup.awaitEqual(15);
    setup.change("echo n > d/new; echo m > d/s/new; chmod 4711 d/new; rm d/f; chmod 770 d");
    setup.awaitEqual(15);
  }

  @Test
  @DisplayName("row 26: with modify on, an open file is on the remote before it is closed")
  void withModify() throws IOException {
    setup.conf().on("modify").fromWindows();
    setup.startAndCompare();
    StringBuilder written = new StringBuilder();
    try (OutputStream held = Files.newOutputStream(setup.source().resolve("log"))) {
      for (int i = 0; i < 60; i++) {
        String line = "line " + i + "\n";
        written.append(line);
        held.write(line.getBytes(StandardCharsets.US_ASCII));
        if (i % 20 == 19) {
          setup.awaitRemote(15, "log", written.toString());
        }
      }
    }
    setup.awaitEqual(15);
  }

  @Test
  @DisplayName("row 31: with -u a newer file of the remote's is kept, without it overwritten")
  void aNewerFileAtTheRemote() {
    setup.change("echo one > f").startAndCompare();
    String theirs = "echo theirs > f; touch -d '+1 hour' f";
    setup.changeRemote(theirs);
    setup.change("echo two > f; echo end > last");
    setup.awaitRemote(15, "last", "end\n");
    assertThat(setup.remote("f")).hasContent("theirs");

    setup.conf().set("commonParams", "params", "-artz");
    setup.restart();
    setup.awaitEqual(15);
    setup.changeRemote(theirs);
    setup.change("echo three > f");
    setup.awaitEqual(15);
  }

  @Test
  void whatTakesTheNameOfADeletedFileArrivesAlsoWithUpdate() {
    setup.change("mkdir d; echo one | tee f d/f; mkdir $OUT/old; echo zero > $OUT/old/f");
    setup.startAndCompare();
    setup.change(
        """
        rm f; echo zero > $OUT/f; touch -d '2020-02-02' $OUT/f $OUT/old/f
        mv $OUT/f f; rm -r d; mv $OUT/old d
        """);
    setup.awaitEqual(15);
  }
}
