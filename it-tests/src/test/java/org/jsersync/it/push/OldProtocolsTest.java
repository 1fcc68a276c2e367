package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A tree of every kind, new and then changed, in the protocols that older daemons speak. */
class OldProtocolsTest {
  /** Protocol 30 carries no nanoseconds. */
  private static final String WHOLE_SECONDS =
      """

      find . -depth -newermt 2025-06-01 -print0 | xargs -0r touch -h -d '2025-01-01 00:00:0%d'
      find . -depth ! -newermt 2025-01-01 -print0 | xargs -0r touch -h -d '2024-01-01'
      """;

  static Stream<Arguments> protocols() {
    return Stream.of(RsyncVersion.values())
        .flatMap(version -> Stream.of(30, 31).map(protocol -> Arguments.of(version, protocol)));
  }

  @ParameterizedTest(name = "{0}, protocol {1}")
  @MethodSource("protocols")
  void makeTheModuleEqual(RsyncVersion version, int protocol, @TempDir Path source)
      throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Command.script(source, PushCase.TREE + WHOLE_SECONDS.formatted(1)).succeed();
      push(daemon, protocol, source);
      Command.script(source, PushCase.EDIT + WHOLE_SECONDS.formatted(2)).succeed();
      push(daemon, protocol, source);
    }
  }

  private static void push(RsyncDaemon daemon, int protocol, Path source) throws Exception {
    AtomicInteger spoken = new AtomicInteger();
    PushListener listener =
        new PushListener() {
          @Override
          public void connected(int agreed, String checksum, String compression) {
            spoken.set(agreed);
          }
        };
    PushOptions options =
        PushOptions.archive().toBuilder()
            .set(PushFlag.HARD_LINKS)
            .delete(DeleteMode.DEFAULT)
            .protocolCap(protocol)
            .build();
    PushReport report =
        LibraryPush.run(daemon.port(), RsyncdConf.PASSWORD, source, options, listener);
    assertThat(report.exitCode()).as("%s %s", report.failure(), report.failed()).isZero();
    assertThat(spoken).hasValue(protocol);
    TreeAssert.awaitEqual(
        Duration.ofSeconds(10), () -> TreeState.of(source), () -> daemon.tree("data"));
  }
}
