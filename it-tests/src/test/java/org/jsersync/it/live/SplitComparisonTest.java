package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.product.Product;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison of everything that several sessions share leaves what one session leaves. */
class SplitComparisonTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path source = Scratch.create("source");

  @BeforeEach
  void fill() {
    Command.script(
            source,
            """
            for i in 1 2 3 4 5 6 7 8 9; do
              mkdir -p d$i/e/f
              head -c 20000 /dev/urandom > d$i/a
              ln d$i/a d$i/e/a2
              ln -s a d$i/l
              seq $i > d$i/e/f/b
            done
            mkfifo d3/fifo
            chmod 700 d4
            ln d1/a d9/torn
            ln d1/a top
            seq 9 > rootfile
            mkdir only only/one only/one/x only/one/y
            # rsync leaves a directory's, link's or fifo's time alone if it is right to the second.
            find . -depth -print0 | xargs -0 touch -h -d '2001-01-01 00:00:00.123456789'
            """)
        .succeed();
  }

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  private static void fillModule(RsyncDaemon daemon) {
    // What is not here, what is of another kind here, and what is newer.
    Command.script(
            daemon.modulePath("data"),
            """
            mkdir -p d1/old/x gone/y d5 rootfile
            echo e > d5/extra; echo f > f; echo y > gone/y/z; echo d7 > d7; echo q > only
            chown -R --reference=. *
            """)
        .succeed();
  }

  @ParameterizedTest
  @EnumSource
  void theTreeIsTheSame(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      fillModule(daemon);
      once(daemon);
      TreeAssert.awaitEqual(LIMIT, () -> TreeState.of(source), () -> daemon.tree("data"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDaemonWithOnePlaceGetsOneSessionAtATime(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().set("max connections", "1");
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      fillModule(daemon);
      once(daemon);
      TreeAssert.awaitEqual(LIMIT, () -> TreeState.of(source), () -> daemon.tree("data"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void changesMeanwhileArrive(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      fillModule(daemon);
      try (LiveMirror mirror = LiveMirror.start(source, daemon, "--sessions=3")) {
        mirror.change("for i in $(seq 200); do echo $i > d$((i % 9 + 1))/n$i; done; rm -r d2");
        mirror.awaitMirrored(daemon, "data");
        assertThat(mirror.terminate()).isZero();
        assertThat(mirror.output()).contains("nothing pending");
      }
    }
  }

  private void once(RsyncDaemon daemon) {
    Product.jsersync(
            "mirror",
            "--once",
            "--delete",
            "--sessions=3",
            "--password-file=" + daemon.passwordFile(),
            "--port=" + daemon.port(),
            source + "/",
            daemon.target("data/"))
        .succeed();
  }
}
