package org.jsersync.it.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mirror runs all the time; each scenario happens in a directory of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveScenarios {
  private final AtomicInteger count = new AtomicInteger();
  private final Path source = Scratch.create("source");
  private final AutoCloseable server;
  private final LiveMirror mirror;
  private final Function<String, TreeState> found;

  /**
   * Begins.
   *
   * @param <S> what is mirrored to
   * @param server closed at the end
   * @param start begins to mirror a directory
   * @param found what stands there under a name
   */
  <S extends AutoCloseable> LiveScenarios(
      S server, BiFunction<Path, S, LiveMirror> start, BiFunction<S, String, TreeState> found) {
    this.server = server;
    this.mirror = start.apply(source, server);
    this.found = name -> found.apply(server, name);
  }

  @AfterAll
  void close() throws Exception {
    mirror.close();
    server.close();
    Scratch.delete(source);
  }

  @ParameterizedTest
  @MethodSource("org.jsersync.it.live.Scenario#all")
  void arrives(Scenario scenario) {
    String name = "scenario" + count.incrementAndGet();
    Path directory = source.resolve(name);
    Command.script(source, "mkdir " + name).succeed();
    run(directory, scenario.before());
    awaitMirrored(name);
    run(directory, scenario.change());
    awaitMirrored(name);
    assertThat(mirror.isAlive()).isTrue();
  }

  private static void run(Path directory, String script) {
    Path outside = Scratch.create("outside");
    Command.script(directory, script).env("OUT", outside.toString()).succeed();
    Scratch.delete(outside);
  }

  private void awaitMirrored(String name) {
    mirror.awaitMirrored(() -> TreeState.of(source.resolve(name)), () -> found.apply(name));
  }
}
