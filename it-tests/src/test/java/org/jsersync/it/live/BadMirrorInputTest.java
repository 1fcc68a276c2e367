package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jsersync} with input that can't work: it ends with a line that says why. */
class BadMirrorInputTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path source = Path.of("");

  private static void assertRefused(Command.Outcome outcome, String... names) {
    assertThat(outcome.exit()).as(outcome.toString()).isNotZero();
    String said = outcome.outText() + outcome.errText();
    assertThat(said).as(outcome.toString()).contains(List.of(names)).doesNotContain("\tat ");
  }

  @Test
  void brokenConfiguration() throws IOException {
    Path conf = Files.writeString(source.resolve("confxml.xml"), "<head>\n<sersync>\n</head>\n");
    assertRefused(Product.jsersync("-r", "-o", conf).run(), "confxml.xml", "3");
  }

  @Test
  void missingConfiguration() {
    assertRefused(Product.jsersync("-o", source.resolve("nowhere.xml")).run(), "nowhere.xml");
  }

  @Test
  void missingDirectory() {
    assertRefused(
        Product.jsersync("mirror", source.resolve("gone"), "127.0.0.1::data").run(), "gone");
  }

  @Test
  void onceWithAWrongPasswordEndsWithRsyncsCode() {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Command.Outcome outcome = once(daemon, daemon.wrongPasswordFile(), "data");
      assertRefused(outcome, "auth failed");
      assertThat(outcome.exit()).isEqualTo(5);
    }
  }

  @Test
  void onceWithAnUnknownModuleEndsWithRsyncsCode() {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Command.Outcome outcome = once(daemon, daemon.passwordFile(), "nosuch");
      assertRefused(outcome, "nosuch");
      assertThat(outcome.exit()).isEqualTo(5);
    }
  }

  /**
   * By way of a daemon a remote can be the source itself: it is told, and the other one is served.
   */
  @Test
  void aRemoteThatIsTheSourceItself() {
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Path data = daemon.modulePath("data");
      Path conf =
          ConfXmlFile.watching(data)
              .auth(daemon)
              .remote("127.0.0.1", "data")
              .remote("127.0.0.1", "backup")
              .write(source);
      try (LiveMirror mirror = LiveMirror.ofConfiguration(data, conf)) {
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    mirror
                        .output()
                        .contains("/data: a daemon on this machine works in " + data + " itself"));
        mirror.change("echo x > f");
        mirror.awaitMirrored(daemon, "backup");
        assertThat(mirror.terminate()).isZero();
      }
    }
  }

  private Command.Outcome once(RsyncDaemon daemon, Path password, String module) {
    return Product.jsersync(
            "mirror",
            "--once",
            "--password-file=" + password,
            "--port=" + daemon.port(),
            source + "/",
            daemon.target(module))
        .run();
  }
}
