package org.jsersync.it.live;

import java.nio.file.Path;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncdContainer;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main use case, with the daemon in a container. */
class ContainerMirrorTest {
  @ParameterizedTest
  @ValueSource(strings = {"3.5.0", "3.2.7"})
  void followsChangesAlsoAcrossAServerThatAnswersNothingForAWhile(String version) {
    Path source = Scratch.create("source");
    Command.script(source, "mkdir -p d/sub; seq 100 | tee f d/f d/sub/f >/dev/null").succeed();
    try (RsyncdContainer server = RsyncdContainer.start(version);
        LiveMirror mirror = LiveMirror.start(source, server)) {
      mirror.awaitMirrored(server, "data");
      mirror.change("echo new > g; echo more >> f; rm -r d/sub; mv d/f moved; chmod 600 g");
      mirror.awaitMirrored(server, "data");
      server.pause();
      mirror.change("seq 20000 > while-paused; rm moved");
      server.unpause();
      mirror.awaitMirrored(server, "data");
    } finally {
      Scratch.delete(source);
    }
  }
}
