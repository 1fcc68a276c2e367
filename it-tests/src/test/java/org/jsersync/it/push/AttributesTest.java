package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.tree.AttributeTexts;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Access control lists and extended attributes: with the same words as rsync, the same arrives. */
class AttributesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Names of values, from short to long; several files share one set. */
  private static final String TREE =
      """
      mkdir -p d/sub empty; seq 10 | tee f d/f d/sub/f d/g plain >/dev/null; ln -s f link; mkfifo pipe
      ln d/f d/hard
      x33=$(printf 'x%.0s' $(seq 33)); x32=$(printf 'y%.0s' $(seq 32)); x10k=$(printf 'z%.0s' $(seq 10000))
      setfattr -n user.short -v abc f d/f d/sub/f d empty
      setfattr -n user.x33 -v $x33 f d/f d/g d; setfattr -n user.x32 -v $x32 d/g
      setfattr -n user.x10k -v $x10k f d/f d/sub; setfattr -n user.empty f
      setfattr -n user.binary -v 0x00ff0a00fe d/g; setfattr -n user.rsync.%own -v 1 d/g
      setfacl -m u:1:rw,g:2:r f; setfacl -m u:4000000000:r,u:3:-,g:2:rwx d/f; setfacl -m m::r d/sub/f
      setfacl -m u:7:rwx d; setfacl -d -m u:1:rwx,g:5:rx,o::- d d/sub; setfacl -m u:9:r pipe
      chmod g-w d/g; setfacl -m g::rw,m::r d/g
      if [ $(id -u) = 0 ]; then
        setfattr -n trusted.t -v root f; setfattr -h -n trusted.link -v $x33 link
        setfattr -n trusted.p -v p pipe
      fi
      """;

  private static final String EDIT =
      """
      setfattr -n user.x33 -v $(printf 'X%.0s' $(seq 33)) f d; setfattr -x user.short d/f
      setfattr -n user.new -v $(printf 'n%.0s' $(seq 500)) plain d/sub/f
      setfattr -x user.x32 d/g; setfattr -x user.x10k d/sub
      setfacl -b d/f; setfacl -k d; setfacl -m u:8:x d/sub; setfacl -m u:1:r f; setfacl -m u:2:r plain
      echo more >> d/sub/f; rm empty -r; mkdir empty; touch -d '2020-02-02' d/g
      """;

  private final Path source = Scratch.roomy("source");

  @AfterEach
  void close() {
    Scratch.delete(source);
  }

  static Stream<Arguments> words() {
    return Stream.of(RsyncVersion.values())
        .flatMap(
            version ->
                Stream.of(
                        "-aAX",
                        "-artuzAX",
                        "-aA",
                        "-aX",
                        "-aXX",
                        "-aAXH --no-i-r",
                        "-aAXH --delete",
                        "-rlAX",
                        "-aAX --numeric-ids",
                        "-aAX --protocol=30",
                        "-aAX --protocol=31",
                        "-aAXc",
                        "-aAXn",
                        "-aA --chmod=F640,Dg=rwx",
                        "-aX --filter=-x_user.x33",
                        "-aAX --delete --filter=-xs_*.short --filter=P_x",
                        "-aAX --no-A",
                        "-aAX --no-X")
                    .map(words -> Arguments.of(version, words)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("words")
  void arriveAsStockBringsThem(RsyncVersion version, String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    words.add("-i");
    words.add("./");
    try (RsyncDaemon daemon = RsyncDaemon.startRoomy(version, RsyncdConf.asRoot())) {
      for (String script : List.of(TREE, "", EDIT, "")) {
        Command.script(source, script + PushCase.age(1)).succeed();
        Command.Outcome stock = Pushed.stock(daemon, source, words);
        Command.Outcome ours = Pushed.ours(daemon, source, words);
        assertThat(ours.exit()).as("%s\nstock: %s", ours, stock).isEqualTo(stock.exit());
        assertThat(sorted(ours)).isEqualTo(sorted(stock));
        TreeAssert.awaitEqual(LIMIT, () -> tree(daemon, "backup"), () -> tree(daemon, "data"));
        assertThat(AttributeTexts.of(daemon.modulePath("data")))
            .isEqualTo(AttributeTexts.of(daemon.modulePath("backup")));
      }
    }
  }

  private static TreeState tree(RsyncDaemon daemon, String module) {
    return daemon.tree(module).withoutTimes();
  }

  private static List<String> sorted(Command.Outcome outcome) {
    return outcome.outText().lines().sorted().toList();
  }

  @ParameterizedTest
  @EnumSource
  void allOfThemArriveAndASecondPushHasNothingToDo(RsyncVersion version) {
    Command.script(source, TREE + "setfattr -x user.rsync.%own d/g" + PushCase.age(1)).succeed();
    try (RsyncDaemon daemon = RsyncDaemon.startRoomy(version, RsyncdConf.asRoot())) {
      Path module = daemon.modulePath("data");
      assertThat(Pushed.ours(daemon, source, List.of("-aAXH", "./")).exit()).isZero();
      assertThat(AttributeTexts.of(module)).isEqualTo(AttributeTexts.of(source));
      Command.Outcome second = Pushed.ours(daemon, source, List.of("-aAXH", "-i", "./"));
      assertThat(second.exit()).isZero();
      assertThat(second.outText()).isEmpty();
    }
  }

  /** A server that is not root keeps what it cannot set in attributes of its own. */
  @ParameterizedTest
  @EnumSource
  void aServerWithFakeSuperKeepsWhatStockSends(RsyncVersion version) {
    try (RsyncDaemon daemon = RsyncDaemon.startRoomy(version, RsyncdConf.mainUseCase())) {
      for (String script : List.of(TREE, EDIT)) {
        Command.script(source, script + PushCase.age(1)).succeed();
        List<String> words = List.of("-aAX", "./");
        Command.Outcome stock = Pushed.stock(daemon, source, words);
        Command.Outcome ours = Pushed.ours(daemon, source, words);
        assertThat(ours.exit()).as("%s\nstock: %s", ours, stock).isEqualTo(stock.exit());
        assertThat(AttributeTexts.xattrs(daemon.modulePath("data")))
            .isEqualTo(AttributeTexts.xattrs(daemon.modulePath("backup")));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofRandomTreesEverythingArrives(RsyncVersion version) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (RsyncDaemon daemon = RsyncDaemon.startRoomy(version, RsyncdConf.asRoot())) {
      for (int round = 0; round < 6; round++) {
        Command.script(source, randomChanges(random)).succeed();
        List<String> words = List.of(random.nextBoolean() ? "-aAXH" : "-aAXHz", "--delete", "./");
        Command.Outcome ours = Pushed.ours(daemon, source, words);
        assertThat(ours.exit()).as("seed %d: %s", seed, ours).isZero();
        assertThat(AttributeTexts.of(daemon.modulePath("data")))
            .as("seed %d, round %d", seed, round)
            .isEqualTo(AttributeTexts.of(source));
      }
    }
  }

  private static String randomChanges(Random random) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String directory = "d" + random.nextInt(4) + (random.nextBoolean() ? "/e" : "");
      String name = random.nextInt(5) == 0 ? directory : directory + "/f" + random.nextInt(8);
      script.append("mkdir -p ").append(directory).append("; ");
      script.append("[ -e %s ] || echo %d > %s; ".formatted(name, i, name));
      String space = random.nextBoolean() ? "user" : "trusted";
      String attribute = space + ".a" + random.nextInt(4);
      switch (random.nextInt(6)) {
        case 0 -> script.append("setfattr -x " + attribute + " " + name + " 2>/dev/null || true");
        case 1 -> script.append("setfacl -b " + name);
        case 2 ->
            script.append(
                "setfacl -m %s:%d:%d %s"
                    .formatted(
                        random.nextBoolean() ? "u" : "g",
                        random.nextInt(5) + 1,
                        random.nextInt(8),
                        name));
        case 3 -> script.append("setfacl -d -m u:1:" + random.nextInt(8) + " " + directory);
        default ->
            script.append(
                "setfattr -n %s -v $(printf '%d%%.0s' $(seq %d)) %s"
                    .formatted(
                        attribute,
                        random.nextInt(3),
                        List.of(1, 32, 33, 700).get(random.nextInt(4)),
                        name));
      }
      script.append('\n');
    }
    return script.toString();
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatRefusesThemSaysSo(RsyncVersion version) {
    Command.script(source, "touch f").succeed();
    for (String option : List.of("acls", "xattrs")) {
      RsyncdConf conf =
          RsyncdConf.mainUseCase()
              .module("data", Map.of("refuse options", option))
              .module("backup", Map.of("refuse options", option));
      try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
        List<String> words = List.of("-aAX", "./");
        Command.Outcome stock = Pushed.stock(daemon, source, words);
        Command.Outcome ours = Pushed.ours(daemon, source, words);
        assertThat(ours.exit()).as("%s", ours).isEqualTo(4).isEqualTo(stock.exit());
        assertThat(ours.errText()).contains("The server is configured to refuse --" + option);
      }
    }
  }
}
