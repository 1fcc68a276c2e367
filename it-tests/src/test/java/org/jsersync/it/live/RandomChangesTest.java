package org.jsersync.it.live;

import java.nio.file.Path;
import java.util.Random;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 400 random operations on a small tree, in a few bursts; after each burst the module equals the
 * source. The seed is printed on failure; {@code -Djsersync.seed=N} runs one again.
 */
class RandomChangesTest {
  private static final int BURSTS = 8;
  private static final int OPERATIONS_PER_BURST = 50;

  @ParameterizedTest
  @EnumSource
  void converge(RsyncVersion version) {
    long seed = Long.getLong("jsersync.seed", new Random().nextLong());
    RandomOperations operations = RandomOperations.ofAllKinds(new Random(seed));
    Path source = Scratch.create("source");
    StringBuilder history = new StringBuilder();
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = LiveMirror.start(source, daemon)) {
      for (int burst = 0; burst < BURSTS; burst++) {
        String script = operations.script(OPERATIONS_PER_BURST);
        history.append("# burst ").append(burst).append('\n').append(script);
        mirror.change(script);
        mirror.awaitMirrored(daemon, "data");
      }
    } catch (AssertionError e) {
      throw new AssertionError(
          "seed " + seed + "\n" + e.getMessage() + "\nafter these operations:\n" + history, e);
    } finally {
      Scratch.delete(source);
    }
  }
}
