package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With the same words, jrsync leaves the tree that rsync leaves, and ends with the same code. */
class SameAsStockTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  static Stream<Arguments> cases() {
    return Stream.of(RsyncVersion.values())
        .flatMap(version -> PushCase.all().map(push -> Arguments.of(version, push)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  void leavesTheSameTree(RsyncVersion version, PushCase push, @TempDir Path source) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      if (!push.before().isEmpty()) {
        Command.script(source, push.before() + PushCase.age(1)).succeed();
        Pushed.seed(daemon, source, "data");
        Pushed.seed(daemon, source, "backup");
      }
      Command.script(source, push.now() + PushCase.age(2)).succeed();
      Command.Outcome stock = Pushed.stock(daemon, source, push.words());
      Command.Outcome ours = Pushed.ours(daemon, source, push.words());
      assertThat(ours.exit()).as("%s\nstock: %s", ours, stock).isEqualTo(stock.exit());
      TreeAssert.awaitEqual(
          LIMIT,
          () -> asked(daemon.tree("backup"), push.words()),
          () -> asked(daemon.tree("data"), push.words()));
    }
  }

  /**
   * What the words ask to keep. Where the top is no source its time is that of the push; without -t
   * files bear the time of the push; without -o and -g a fake-super server of stock rsync writes
   * owners down that are no owner's.
   */
  private static TreeState asked(TreeState tree, List<String> words) {
    TreeState named =
        words.stream().anyMatch(word -> word.startsWith("./"))
            ? tree
            : tree.filter(name -> !name.equals("."));
    TreeState kept = has(words, "t") ? named : named.withoutTimes();
    return has(words, "o") ? kept : kept.withoutOwners();
  }

  private static boolean has(List<String> words, String letter) {
    return words.stream().anyMatch(word -> word.matches("-[a-zA-Z]*[a" + letter + "][a-zA-Z]*"));
  }

  @ParameterizedTest
  @EnumSource
  void itemizesTheSameChanges(RsyncVersion version, @TempDir Path source) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Command.script(source, PushCase.TREE + PushCase.age(1)).succeed();
      Pushed.seed(daemon, source, "data");
      Pushed.seed(daemon, source, "backup");
      Command.script(source, PushCase.EDIT + PushCase.age(2)).succeed();
      List<String> words = List.of("-aHi", "--delete", "./");
      String stock = Pushed.stock(daemon, source, words).outText();
      String ours = Pushed.ours(daemon, source, words).outText();
      assertThat(ours.lines()).containsExactlyInAnyOrderElementsOf(stock.lines().toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsOwnersAndDevicesAsRoot(RsyncVersion version, @TempDir Path source) {
    RsyncdConf conf = RsyncdConf.asRoot();
    Parts.needRoot();
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      Command.script(
              source,
              PushCase.TREE
                  + """
                  mknod null c 1 3; mknod disk b 259 70000; chown 1234:4321 a/one; chown 5:6 a
                  chown -h 33:44 dangling; chown daemon:bin random
                  """)
          .succeed();
      List<String> words = List.of("-aHD", "--modify-window=-1", "./");
      assertThat(Pushed.ours(daemon, source, words).exit()).isZero();
      TreeAssert.awaitEqual(LIMIT, () -> TreeState.of(source), () -> daemon.tree("data"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCommandOfTheUseCaseWorksWithItsFirstWordChanged(
      RsyncVersion version, @TempDir Path source) {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Command.script(source, PushCase.TREE + PushCase.age(1)).succeed();
      List<String> words = List.of("-avz", "-R", "--delete", "./", "--timeout=100");
      Command.Outcome outcome = Pushed.ours(daemon, source, words);
      assertThat(outcome.exit()).as(outcome.toString()).isZero();
      assertThat(outcome.outText())
          .contains("sending incremental file list", "a/one", "total size is");
      TreeAssert.awaitEqual(
          LIMIT, () -> TreeState.of(source).withoutLinks(), () -> daemon.tree("data"));
    }
  }
}
