package org.jsersync.it.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Relay;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.RsyncdConf;
import org.jsersync.it.parts.Server;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeEntry;
import org.jsersync.it.tree.TreeState;
import org.jsersync.protocol.DeleteMode;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches of names whose contents go out before the daemon asks for them. */
class UnaskedContentsTest {
  private static final int ROUNDS = 25;

  @TempDir Path source = Path.of("");

  private int protocol = PushOptions.NEWEST_PROTOCOL;
  private PushListener listener = PushRequest.SILENT;

  static Stream<Arguments> protocols() {
    return Stream.of(RsyncVersion.values())
        .flatMap(version -> Stream.of(30, 31, 32).map(p -> Arguments.of(version, p)));
  }

  @ParameterizedTest(name = "{0}, protocol {1}")
  @MethodSource("protocols")
  void newChangedAndUnchangedFilesArriveAndAreAllConfirmed(RsyncVersion version, int spoken)
      throws Exception {
    protocol = spoken;
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Command.script(source, "mkdir a b a/sub").succeed();
      push(daemon, names(List.of("a", "b", "a/sub"), List.of()), true);
      for (int round = 0; round < ROUNDS; round++) {
        Set<String> changed = new TreeSet<>();
        int count = 1 + random.nextInt(random.nextBoolean() ? 3 : 60);
        for (int i = 0; i < count; i++) {
          String name = List.of("a/", "b/", "a/sub/", "").get(random.nextInt(4)) + "f" + i;
          // Some remain as they are; they are sent all the same.
          if (random.nextInt(5) > 0 || !Files.exists(source.resolve(name))) {
            byte[] content = new byte[random.nextInt(random.nextInt(20) == 0 ? 300_000 : 40_000)];
            random.nextBytes(content);
            Files.write(source.resolve(name), content);
          }
          changed.add(name);
        }
        List<String> parents = List.of(".", "a", "b", "a/sub");
        PushReport report = push(daemon, names(changed, parents), true);
        assertThat(report.exitCode()).as("seed %d, round %d: %s", seed, round, report).isZero();
        assertThat(report.confirmed()).containsAll(paths(changed));
      }
      assertMirrored(daemon);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theyArriveThoughNothingIsHeardFromTheDaemon(RsyncVersion version) throws Exception {
    AtomicBoolean silent = new AtomicBoolean();
    try (RsyncDaemon daemon = RsyncDaemon.start(version);
        Relay relay = Relay.start(daemon, () -> new SilentUntilTheEnd(silent))) {
      Command.script(source, "mkdir d; seq 1000 > d/f; seq 99 > d/g; seq 9 > h").succeed();
      assertThat(push(daemon, names(List.of("d"), List.of(".")), false).exitCode()).isZero();
      listener =
          new PushListener() {
            @Override
            public void connected(int agreed, String checksum, String compression) {
              silent.set(true);
            }
          };
      PushReport report = push(relay, names(List.of("d/f", "d/g", "h"), List.of(".", "d")), true);
      assertThat(report.exitCode()).as("%s", report).isZero();
      assertThat(report.confirmed()).containsAll(paths(List.of("d/f", "d/g", "h")));
      assertMirrored(daemon);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewDirectorysFilesWaitUntilTheyAreAskedFor(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      for (int i = 0; i < ROUNDS; i++) {
        Command.script(source, "mkdir n%1$d; seq %1$d > n%1$d/f; seq 9 > f%1$d".formatted(i))
            .succeed();
        List<String> names = List.of("n" + i, "n" + i + "/f", "f" + i);
        PushReport report = push(daemon, names(names, List.of(".")), true);
        assertThat(report.exitCode()).as("%s", report).isZero();
      }
      assertMirrored(daemon);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryThatWentMissingAtTheServerIsNoFalseSuccess(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Command.script(source, "mkdir d; seq 100 > d/f; seq 9 > g").succeed();
      for (int i = 0; i < ROUNDS; i++) {
        Command.script(daemon.modulePath("data"), "rm -rf d").succeed();
        Selection.Names names = names(List.of("d/f", "g"), List.of(".", "d"));
        PushReport report = push(daemon, names, true);
        assertThat(report.failure()).isNull();
        boolean arrived = Files.exists(daemon.modulePath("data").resolve("d/f"));
        assertThat(report.confirmed().contains(BytePath.of("d/f")))
            .as("%s", report)
            .isEqualTo(arrived);
        assertThat(report.failed().containsKey(BytePath.of("d/f"))).isNotEqualTo(arrived);
        assertThat(report.confirmed()).contains(BytePath.of("g"));
        assertThat(push(daemon, names, false).exitCode()).isZero();
        assertMirrored(daemon);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeWrittenFailsAndTheRestArrives(RsyncVersion version) throws Exception {
    try (RsyncDaemon daemon = RsyncDaemon.start(version)) {
      Path module = daemon.modulePath("data");
      Command.script(source, "mkdir closed; seq 100 > closed/f; seq 9 > g; seq 8 > dir").succeed();
      Command.script(module, "mkdir closed dir; touch dir/x; chmod 555 closed; chmod 777 dir")
          .succeed();
      Selection.Names names = names(List.of("closed/f", "g", "dir"), List.of());
      PushReport report = push(daemon, names, true);
      assertThat(report.failed()).containsKey(BytePath.of("closed/f"));
      assertThat(report.confirmed())
          .contains(BytePath.of("g"))
          .doesNotContain(BytePath.of("closed/f"));
      assertThat(module.resolve("g")).hasSameTextualContentAs(source.resolve("g"));
      Command.script(module, "chmod 777 closed").succeed();
      assertThat(push(daemon, names, false).exitCode()).isZero();
      assertThat(module.resolve("dir")).hasSameTextualContentAs(source.resolve("dir"));
      assertThat(module.resolve("closed/f")).hasSameTextualContentAs(source.resolve("closed/f"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatTheServerExcludesIsRefused(RsyncVersion version) throws Exception {
    RsyncdConf conf = RsyncdConf.mainUseCase().module("data", Map.of("exclude", "secret"));
    try (RsyncDaemon daemon = RsyncDaemon.start(version, conf)) {
      Command.script(source, "seq 9 | tee a secret z").succeed();
      Selection.Names names = names(List.of("a", "secret", "z"), List.of("."));
      PushReport report = push(daemon, names, true);
      assertThat(report.failure())
          .isNotNull()
          .extracting(RsyncException::kind)
          .isEqualTo(RsyncException.Kind.REMOTE);
      assertThat(report.confirmed()).doesNotContain(BytePath.of("secret"));
      report = push(daemon, names, false);
      assertThat(report.failed()).containsOnlyKeys(BytePath.of("secret"));
      assertThat(report.confirmed()).contains(BytePath.of("a"), BytePath.of("z"));
    }
  }

  /** From the signal on, what the daemon says is passed on only when it has said it all. */
  private record SilentUntilTheEnd(AtomicBoolean silent) implements Relay.Link {
    @Override
    public void toDaemon(InputStream client, OutputStream daemon) throws IOException {
      client.transferTo(daemon);
    }

    @Override
    public void toClient(InputStream daemon, OutputStream client) throws IOException {
      byte[] buffer = new byte[1 << 16];
      for (int n = daemon.read(buffer); n > 0; n = daemon.read(buffer)) {
        if (silent.get()) {
          byte[] rest = daemon.readAllBytes();
          client.write(buffer, 0, n);
          client.write(rest);
          return;
        }
        client.write(buffer, 0, n);
      }
    }
  }

  private PushReport push(Server server, Selection names, boolean unasked) throws Exception {
    PushOptions options =
        PushOptions.archive().toBuilder()
            .set(PushFlag.IGNORE_TIMES, PushFlag.HARD_LINKS)
            .set(PushFlag.UNASKED, unasked)
            .delete(DeleteMode.DEFAULT)
            .protocolCap(protocol)
            .timeoutSeconds(20)
            .build();
    return RsyncClient.shared()
        .push(
            new PushRequest(
                RsyncTarget.parse(
                    "rsync://" + RsyncdConf.USER + "@127.0.0.1:" + server.port() + "/data/"),
                PasswordSource.bytes(RsyncdConf.PASSWORD.getBytes(StandardCharsets.UTF_8)),
                BytePath.of(source.toString()),
                names,
                options,
                listener));
  }

  private static Selection.Names names(Iterable<String> present, Iterable<String> parents) {
    return new Selection.Names(paths(present), List.of(), List.of(), List.of(), paths(parents));
  }

  private static List<BytePath> paths(Iterable<String> names) {
    List<BytePath> paths = new ArrayList<>();
    names.forEach(name -> paths.add(BytePath.of(name)));
    return paths;
  }

  private void assertMirrored(RsyncDaemon daemon) {
    TreeAssert.awaitEqual(
        Duration.ofSeconds(10),
        () -> seconds(TreeState.of(source)),
        () -> seconds(daemon.tree("data")));
  }

  /** Files' times as protocol 30 has them; of the directories' not all are sent. */
  private static TreeState seconds(TreeState tree) {
    return tree.map(
        entry ->
            new TreeEntry(
                entry.type(),
                entry.mode(),
                entry.owner(),
                entry.type().equals("f") ? entry.mtime().split("\\.", -1)[0] : "",
                entry.content(),
                entry.links()));
  }
}
