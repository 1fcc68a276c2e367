package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that gives up when it is sent a name that its own configuration excludes. */
class ServerExcludesTest {
  private final Path source = Scratch.create("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  @ParameterizedTest
  @EnumSource
  void anExcludedNameHoldsUpNoOther(RsyncVersion version) {
    RsyncdConf conf = RsyncdConf.mainUseCase().module("data", Map.of("exclude", "secret"));
    Command.script(source, "mkdir d; seq 100 | tee f d/f").succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf);
        LiveMirror mirror = LiveMirror.start(source, daemon)) {
      mirror.awaitMirrored(daemon, "data");
      Path module = daemon.modulePath("data");
      for (int i = 0; i < 3; i++) {
        String text = "round " + i + "\n";
        mirror.change("for n in d/a secret d/z f; do echo round %d > $n; done".formatted(i));
        for (String name : new String[] {"d/a", "d/z", "f"}) {
          await(name)
              .atMost(Duration.ofSeconds(30))
              .until(() -> Command.of("cat", module.resolve(name)).run().outText().equals(text));
        }
      }
      assertThat(module.resolve("secret")).doesNotExist();
      mirror.change("rm secret");
      mirror.awaitMirrored(daemon, "data");
    }
  }
}
