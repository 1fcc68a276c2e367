package org.jsersync.it.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Supplier;

/** Waiting until a module holds what it should. */
public final class TreeAssert {
  private TreeAssert() {}

  /**
   * Returns when two trees are equal; fails after a limit with how they differ. Both are read again
   * each time. Also right after a client has ended: the server may still be setting times.
   */
  public static void awaitEqual(
      Duration limit, Supplier<TreeState> wanted, Supplier<TreeState> actual) {
    await("the module to equal the source")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .atMost(limit)
        .untilAsserted(() -> assertThat(wanted.get().differences(actual.get())).isEmpty());
  }
}
