package org.jsersync.it.parts;

import java.nio.file.Path;
import java.time.Duration;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RsyncdContainerTest {
  @ParameterizedTest
  @ValueSource(strings = {"3.5.0", "3.2.7"})
  void takesWhatTheStockClientPushes(String version, @TempDir Path source) {
    Command.script(source, RsyncDaemonTest.EVERY_KIND).succeed();
    try (RsyncdContainer container = RsyncdContainer.start(version)) {
      Command.of(
              RsyncVersion.V3_5_0.binary(),
              "-aHD",
              "--numeric-ids",
              "--modify-window=-1",
              "--password-file=" + container.passwordFile(),
              "--port=" + container.port(),
              source + "/",
              container.target("data/"))
          .succeed();
      TreeAssert.awaitEqual(
          Duration.ofSeconds(10), () -> TreeState.of(source), () -> container.tree("data"));
    }
  }
}
