package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Comparisons by schedule (06-sersync, section 9, row 44). */
class CrontabTest {
  private static final String FIRST =
      "mkdir info; echo x | tee f a.php info/kept >/dev/null; echo y > g";

  /** One that counts minutes from its start, and one by cron, so that one wait does for both. */
  @Test
  @DisplayName("row 44: what is wrong there is mended by schedule, what is filtered left alone")
  void whatIsWrongThereIsMendedAndWhatIsFilteredIsLeftAlone() {
    Path source = Scratch.create("source");
    Path homes = Scratch.create("homes");
    Command.script(source, FIRST).succeed();
    Command.script(homes, "mkdir minutes cron").succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
        LiveMirror minutes = start(source, daemon, "data", homes.resolve("minutes"), "1");
        LiveMirror cron = start(source, daemon, "backup", homes.resolve("cron"), "*/1 * * * *")) {
      minutes.awaitMirrored(daemon, "data");
      cron.awaitMirrored(daemon, "backup");
      spoil(daemon, "data");
      spoil(daemon, "backup");
      awaitMended(daemon, "data", minutes);
      awaitMended(daemon, "backup", cron);

      minutes.change("echo z >> f; rm a.php");
      await("live changes")
          .atMost(Duration.ofSeconds(60))
          .until(() -> !Files.exists(daemon.modulePath("data").resolve("a.php")));
    } finally {
      Scratch.delete(source);
      Scratch.delete(homes);
    }
  }

  private static LiveMirror start(
      Path source, RsyncDaemon daemon, String module, Path home, String schedule) {
    Path confxml =
        ConfXmlFile.watching(source)
            .auth(daemon)
            .on("debug")
            .remote("127.0.0.1", module)
            .crontab(schedule, "*.php", "info/*")
            .write(home);
    return LiveMirror.ofConfiguration(source, confxml);
  }

  private static void spoil(RsyncDaemon daemon, String module) {
    Command.script(
            daemon.modulePath(module),
            "rm f info/kept a.php; echo spoiled > g; touch -d @1 g; echo x | tee extra extra.php"
                + " info/extra")
        .succeed();
  }

  private static void awaitMended(RsyncDaemon daemon, String module, LiveMirror mirror) {
    Path there = daemon.modulePath(module);
    try {
      await("the scheduled comparison of " + module)
          .atMost(Duration.ofSeconds(100))
          .until(() -> Files.exists(there.resolve("f")) && !Files.exists(there.resolve("extra")));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> mirror.output().contains("scheduled full sync done"));
    } catch (RuntimeException e) {
      throw new AssertionError(mirror.output(), e);
    }
    assertThat(there.resolve("g")).hasContent("y");
    assertThat(there.resolve("extra.php")).exists();
    assertThat(there.resolve("info/extra")).exists();
    assertThat(there.resolve("a.php")).doesNotExist();
    assertThat(there.resolve("info/kept")).doesNotExist();
  }
}
