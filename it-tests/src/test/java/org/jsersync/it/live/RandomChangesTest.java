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
    Random random = new Random(seed);
    Path source = Scratch.create("source");
    StringBuilder history = new StringBuilder();
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        LiveMirror mirror = LiveMirror.start(source, daemon)) {
      for (int burst = 0; burst < BURSTS; burst++) {
        String script = burst(random);
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

  /** Operations that may fail, as when a name isn't there: what remains is what counts. */
  private static String burst(Random random) {
    StringBuilder script = new StringBuilder("set +e; exec 2>/dev/null\n");
    for (int i = 0; i < OPERATIONS_PER_BURST; i++) {
      script.append(operation(random)).append('\n');
    }
    return script.append("true\n").toString();
  }

  private static String operation(Random random) {
    String a = path(random);
    String b = path(random);
    return switch (random.nextInt(15)) {
      case 0, 1, 2 -> "mkdir -p $(dirname %s); seq %d > %s".formatted(a, random.nextInt(3000), a);
      case 3 -> "echo %d >> %s".formatted(i(random), a);
      case 4 -> "truncate -s %d %s".formatted(random.nextInt(5000), a);
      case 5 -> "rm -f " + a;
      case 6 -> "rm -rf " + a;
      case 7 -> "mkdir -p " + a;
      case 8, 9 -> "mv -T %s %s".formatted(a, b);
      case 10 -> "cp -a %s %s".formatted(a, b);
      case 11 -> "chmod %o %s".formatted(0600 | random.nextInt(0200), a);
      case 12 -> "touch -d @%d.%d %s".formatted(i(random), random.nextInt(1000), a);
      case 13 -> "ln -sfn target%d %s".formatted(i(random), a);
      default -> "ln %s %s".formatted(a, b);
    };
  }

  private static int i(Random random) {
    return random.nextInt(1_000_000);
  }

  /** Few names on few levels, so that operations meet. */
  private static String path(Random random) {
    StringBuilder path = new StringBuilder("./");
    int depth = 1 + random.nextInt(3);
    for (int level = 0; level < depth; level++) {
      path.append(level == 0 ? "" : "/").append((char) ('a' + random.nextInt(4)));
    }
    return path.toString();
  }
}
