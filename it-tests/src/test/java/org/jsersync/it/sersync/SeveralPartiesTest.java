package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rows about remotes, passwords, and a source or a process in trouble. */
class SeveralPartiesTest {
  private static final String CHANGES =
      """
      for i in $(seq 30); do echo $i > f$i; done; mkdir -p d/s; seq 9 | tee d/f d/s/g >/dev/null
      rm f1 f2; mv f3 moved; mv d d2; echo more > d2/f
      """;

  private static Setup open(String sourceName) {
    return new Setup(sourceName, RsyncdConf.mainUseCase().without("auth users"));
  }

  @Test
  @DisplayName("row 10: an unknown module between two good ones keeps neither back")
  void threeRemotes() {
    try (Setup setup = open("src")) {
      setup.conf().remote("127.0.0.1", "data").remote("127.0.0.1", "nosuch");
      setup.conf().remote("127.0.0.1", "backup");
      setup.start();
      setup.change(CHANGES);
      setup.awaitEqual(15, "data", TreeState::withoutLinks);
      setup.awaitEqual(15, "backup", TreeState::withoutLinks);
      setup.awaitSaid("nosuch");
    }
  }

  @Test
  @DisplayName("row 11: with user, password file and timeout")
  void withAuth() {
    try (Setup setup = new Setup("src", RsyncdConf.mainUseCase())) {
      setup.conf().remote("127.0.0.1", "data").auth(setup.daemon());
      setup.conf().on("timeout").set("timeout", "time", "30");
      setup.startAndCompare();
      setup.change(CHANGES);
      setup.awaitEqual(15);
    }
  }

  @Test
  @DisplayName("row 27: a watched path with blanks and a shell's characters")
  void aStrangePath() {
    try (Setup setup = open("my src & it's \"$HOME\"")) {
      setup.conf().remote("127.0.0.1", "data");
      setup.startAndCompare();
      setup.change(CHANGES);
      setup.awaitEqual(15);
      setup.change("rm -r *");
      setup.awaitEqual(15);
    }
  }

  @Test
  @DisplayName("row 28: 340,000 events while the process is stopped, and changes after the last")
  void anOverflow() throws IOException {
    Parts.needRoot();
    try (Setup setup = open("src")) {
      setup.conf().remote("127.0.0.1", "data");
      setup
          .change("mkdir -p d/s e k; seq 9 | tee f d/f d/s/g e/f k/f >/dev/null")
          .startAndCompare();
      String process = String.valueOf(setup.mirror().handle().pid());
      Command.of("kill", "-STOP", process).succeed();
      // Each file is made, closed and removed.
      for (int i = 0; i < 340_000 / 3; i++) {
        Path file = setup.source().resolve("t" + i % 2);
        Files.newOutputStream(file).close();
        Files.delete(file);
      }
      setup.change("mkdir n; echo x > n/f; mv d d2; echo y >> d2/s/g; rm -r e; echo z > k/f");
      Command.of("kill", "-CONT", process).succeed();
      setup.awaitEqual(90);
      setup.change("echo live > n/live; echo live > d2/s/live; rm k/f");
      setup.awaitEqual(15);
      assertThat(setup.mirror().output()).contains("queue");
    }
  }
}
