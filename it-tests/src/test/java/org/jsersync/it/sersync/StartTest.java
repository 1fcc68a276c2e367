package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.Product;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows about what stands in the file, or does not; those on the command line are elsewhere. */
class StartTest {
  @TempDir Path home = Path.of("");

  private Command.Outcome run(Object... words) {
    Command.Outcome outcome = Product.jsersync(words).in(home).run();
    assertThat(outcome.outText() + outcome.errText())
        .as(outcome.toString())
        .isNotBlank()
        .doesNotContain("\tat ");
    return outcome;
  }

  @ParameterizedTest(name = "without {0}")
  @ValueSource(
      strings = {
        "host",
        "debug",
        "fileSystem",
        "filter",
        "inotify",
        "delete",
        "createFolder",
        "createFile",
        "closeWrite",
        "moveFrom",
        "moveTo",
        "attrib",
        "modify",
        "rsync",
        "commonParams",
        "auth",
        "userDefinedPort",
        "timeout",
        "ssh",
        "failLog",
        "crontab",
        "crontabfilter",
        "plugin"
      })
  @DisplayName("row 51: it starts without any element that has a default")
  void withoutAnElement(String element) {
    try (Setup setup = new Setup()) {
      setup.conf().without(element);
      setup.start().awaitSaid("watching 1 directory");
    }
  }

  @Test
  @DisplayName("row 53: a watched path that is not there ends the start")
  void aMissingDirectory() {
    Path missing = home.resolve("missing");
    Path conf = ConfXmlFile.watching(missing).remote("127.0.0.1", "data").write(home);
    Command.Outcome outcome = run("-r", "-o", conf);
    assertThat(outcome.exit()).isNotZero();
    assertThat(outcome.errText()).contains(missing.toString());
  }
}
