package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every protocol, compression and digest, first as whole files and then as deltas. */
class WireChoicesTest {
  private static final String FILES =
      """
      mkdir d; seq 200000 > d/text; head -c 3000000 /dev/urandom > random; head -c 2000000 /dev/zero > zeros
      : > empty; echo x > one-byte-more; head -c 700 /dev/urandom > one-block; head -c 32768 random > chunk
      cat random d/text random > both
      """;

  /** Inserts, overwrites, cuts, moves blocks about, and leaves times so that all is looked at. */
  private static final String EDIT =
      """
      (head -c 1234567 random; echo inserted; tail -c +1234568 random) > t; mv t random
      sed -i '100000s/.*/changed/' d/text; truncate -s 1000001 zeros; echo y >> one-byte-more
      (tail -c 2000000 both; head -c 3000000 both) > t; mv t both; printf z >> chunk; echo now > empty
      """;

  static Stream<Arguments> choices() {
    List<List<String>> choices = new ArrayList<>();
    for (String compression : List.of("zlib", "zlibx", "lz4", "zstd", "none")) {
      choices.add(List.of("-z", "--compress-choice=" + compression));
    }
    choices.add(List.of("-z", "--compress-level=9", "--compress-choice=zlib"));
    for (String digest : List.of("md4", "md5", "sha1", "xxh64", "xxh3", "xxh128")) {
      choices.add(List.of("--checksum-choice=" + digest));
      choices.add(List.of("-c", "--checksum-choice=" + digest));
    }
    for (String protocol : List.of("30", "31", "32")) {
      for (String compression : List.of("", "-z")) {
        List<String> words = new ArrayList<>(List.of("--protocol=" + protocol));
        if (!compression.isEmpty()) {
          words.add(compression);
        }
        choices.add(words);
      }
    }
    choices.add(List.of("-B700"));
    choices.add(List.of("--checksum-seed=42"));
    return Stream.of(RsyncVersion.values())
        .flatMap(version -> choices.stream().map(words -> Arguments.of(version, words)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("choices")
  void carryFilesWholeAndAsDeltas(RsyncVersion version, List<String> choice, @TempDir Path source) {
    List<String> words = new ArrayList<>(List.of("-a", "-I"));
    words.addAll(choice);
    words.add("./");
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Command.script(source, FILES).succeed();
      push(daemon, source, words);
      Command.script(source, EDIT).succeed();
      push(daemon, source, words);
    }
  }

  private static void push(RsyncDaemon daemon, Path source, List<String> words) {
    Command.Outcome outcome = Pushed.ours(daemon, source, words);
    assertThat(outcome.exit()).as(outcome.toString()).isZero();
    TreeAssert.awaitEqual(
        Duration.ofSeconds(10),
        () -> TreeState.of(source).withoutTimes(),
        () -> daemon.tree("data").withoutTimes());
  }
}
