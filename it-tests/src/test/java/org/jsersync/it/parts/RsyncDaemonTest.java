package org.jsersync.it.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Proves the harness with the stock client, before it judges ours. */
class RsyncDaemonTest {
  static final String EVERY_KIND =
      """
      mkdir -p a/b "sp ace" "$(printf 'bad\\377\\376')"
      echo one > a/one; ln a/one a/b/two; ln -s ../one a/b/link
      echo quote > "it's \\"q\\" \\$(date) \\\\ back"
      echo newline > "$(printf 'new\\nline')"
      echo bad > "$(printf 'bad\\377\\376/f\\200')"
      ln -s "$(printf 'to\\377\\n')" "$(printf 'l\\n\\301')"
      chmod 4751 a/one; chmod 1777 "sp ace"; mkfifo fifo
      touch -d '2001-02-03 04:05:06.123456789' a/b -- "sp ace"
      touch -h -d '1969-12-31 23:59:58.5Z' a/b/link
      if [ "$(id -u)" = 0 ]; then
        mknod null c 1 3; mknod disk b 259 70000
        chown 1234:4321 a/one; chown -h 33:44 a/b/link; chown 5:6 a
      fi
      """;

  @ParameterizedTest
  @EnumSource
  void fakeSuperModuleReadsBackAsTheSourceWas(RsyncVersion version, @TempDir Path source) {
    Command.script(source, EVERY_KIND).succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      push(daemon, source);
      assertMirrored(source, daemon);
      assertThat(daemon.tree("data").entries()).hasSizeGreaterThan(10);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rootModuleReadsBackAsTheSourceWas(RsyncVersion version, @TempDir Path source) {
    Command.script(source, EVERY_KIND).succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(version, RsyncdConf.asRoot())) {
      push(daemon, source);
      assertMirrored(source, daemon);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachDifferenceIsShownWithBothValues(RsyncVersion version, @TempDir Path source) {
    Command.script(source, "echo a > f; echo b > g").succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      push(daemon, source);
      Command.script(source, "touch -d @1 g; chmod 600 f; echo x > new").succeed();
      assertThat(TreeState.of(source).filter(n -> !n.equals(".")).differences(daemon.tree("data")))
          .contains("f", "g", "new")
          .anyMatch(line -> line.contains("wanted: f 600"))
          .anyMatch(line -> line.contains("found:  f 644"))
          .anyMatch(line -> line.contains("found:  not there"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopsStartsAgainAndRefuses(RsyncVersion version, @TempDir Path source) {
    RsyncdConf conf = RsyncdConf.mainUseCase().module("backup", Map.of("read only", "yes"));
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      daemon.stop();
      assertThat(stock(daemon, source, "data/").run().exit()).isEqualTo(10);
      daemon.start();
      assertThat(stock(daemon, source, "data/").run().exit()).isZero();
      daemon.kill();
      daemon.start();
      assertThat(stock(daemon, source, "backup/").run().exit()).isEqualTo(1);
      assertThat(daemon.log()).contains("module is read only");
    }
  }

  private static void assertMirrored(Path source, RsyncDaemon daemon) {
    TreeAssert.awaitEqual(
        Duration.ofSeconds(10), () -> TreeState.of(source), () -> daemon.tree("data"));
  }

  private static void push(RsyncDaemon daemon, Path source) {
    stock(daemon, source, "data/").succeed();
  }

  private static Command stock(RsyncDaemon daemon, Path source, String destination) {
    return Command.of(
        RsyncVersion.V3_5_0.binary(),
        "-aHD",
        "--numeric-ids",
        // Without it rsync takes times within one second as equal, and leaves them.
        "--modify-window=-1",
        "--password-file=" + daemon.passwordFile(),
        "--port=" + daemon.port(),
        source + "/",
        daemon.target(destination));
  }
}
