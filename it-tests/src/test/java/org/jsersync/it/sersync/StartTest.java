package org.jsersync.it.sersync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.product.ConfXmlFile;
import org.jsersync.it.product.Product;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows about what stands on the command line and in the file. */
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

  private ConfXmlFile conf() {
    return ConfXmlFile.watching(home).remote("127.0.0.1", "data");
  }

  @Test
  @DisplayName("row 50: exit codes and words of a start that fails")
  void failingStarts() throws IOException {
    assertThat(run("-h").exit()).isZero();
    Command.Outcome unknown = run("-x");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.outText()).contains("命令行参数错误: 没有该选项-x");
    assertThat(unknown.errText()).contains("invalid option -- 'x'");
    assertThat(run("-o").exit()).isEqualTo(1);
    assertThat(run("-o", "missing.xml").exit()).isEqualTo(255);
    Files.writeString(home.resolve("broken.xml"), "<head>\n<sersync>\n</head>\n");
    assertThat(run("-r", "-o", "broken.xml").exit()).isEqualTo(255);
    Files.writeString(home.resolve("root.xml"), "<foot></foot>\n");
    assertThat(run("-r", "-o", "root.xml").exit()).isEqualTo(255);
    assertThat(run("-r", "-o", ConfXmlFile.watching(home).write(home)).exit()).isEqualTo(1);
    assertThat(run("-r", "-o", conf().without("localpath").write(home)).exit()).isEqualTo(1);
    assertThat(run("-m", "foo", "-o", conf().write(home)).exit()).isEqualTo(1);
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
