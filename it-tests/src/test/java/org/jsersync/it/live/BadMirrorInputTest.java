package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.product.Product;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jsersync} with input that can't work: it ends with a line that says why. */
class BadMirrorInputTest {
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
