package org.jsersync.daemon.faillog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.daemon.mirror.PendingNames;
import org.jsersync.daemon.mirror.PendingSource;
import org.jsersync.daemon.mirror.What;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailLogTest {
  private static final RsyncTarget REMOTE =
      new RsyncTarget("backup", 873, null, "m", BytePath.ROOT);
  private static final Instant SINCE = Instant.parse("2026-11-27T02:43:17Z");

  @TempDir private Path dir;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private Path path() {
    return dir.resolve("log.sh");
  }

  private FailLog open(Source... sources) throws IOException {
    Set<Owner> owners = new HashSet<>();
    for (Source source : sources) {
      owners.add(source.owner());
    }
    return FailLog.open(path(), Duration.ofMinutes(60), owners, said::add);
  }

  private static PendingName name(String path, What what) {
    return new PendingName(BytePath.of(path), what, SINCE, "down");
  }

  /** Something with one remote. */
  private static final class Source implements PendingSource {
    private final BytePath root;
    private long changes;
    private List<PendingName> names = List.of();

    Source(String root) {
      this.root = BytePath.of(root);
    }

    Owner owner() {
      return Owner.of(root, REMOTE);
    }

    synchronized Source with(PendingName... pending) {
      names = List.of(pending);
      changes++;
      return this;
    }

    @Override
    public BytePath root() {
      return root;
    }

    @Override
    public synchronized long changes() {
      return changes;
    }

    @Override
    public synchronized List<PendingNames> pending() {
      return List.of(new PendingNames(REMOTE, names, false));
    }

    @Override
    public void tryNow() {}
  }

  private void run(Source source) throws IOException {
    try (FailLog log = open(source)) {
      log.start(List.of(source));
    }
  }

  private List<PendingName> earlier(Source source) throws IOException {
    try (FailLog log = open(source)) {
      return log.earlier(source.owner());
    }
  }

  @Test
  void whatIsPendingInTheEndIsThereAtTheNextStart() throws IOException {
    Source data = new Source("/data").with(name("b", What.GONE), name("a/f", What.CONTENT));
    run(data);

    assertThat(earlier(data)).containsExactly(name("a/f", What.CONTENT), name("b", What.GONE));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    assertThat(Files.readString(path())).startsWith("# jsersync fail log");
    assertThat(said).isEmpty();
  }

  @Test
  void itFollowsWhatIsPendingAndIsEmptyWhenAllArrived() throws IOException {
    Source data = new Source("/data");
    try (FailLog log = open(data)) {
      log.start(List.of(data));
      await().until(() -> Files.exists(path()) && Files.size(path()) == 0);
      data.with(name("late", What.TREE));
      await().until(() -> Files.readString(path()).contains("\tlate\t"));
      data.with();
      await().until(() -> Files.size(path()) == 0);
    }
    assertThat(earlier(data)).isEmpty();
  }

  @Test
  void recordsOfOthersStayAsTheyAre() throws IOException {
    Source other = new Source("/other").with(name("theirs", What.CONTENT));
    run(other);
    Source data = new Source("/data").with(name("mine", What.CONTENT));
    run(data);
    assertThat(earlier(other)).containsExactly(name("theirs", What.CONTENT));
    assertThat(earlier(data)).containsExactly(name("mine", What.CONTENT));

    run(data.with());
    assertThat(earlier(data)).isEmpty();
    assertThat(earlier(other)).containsExactly(name("theirs", What.CONTENT));
    run(other.with());
    assertThat(path()).isEmptyFile();
  }

  @Test
  void severalAtOnceLoseNothingOfEachOther() throws Exception {
    List<Source> sources =
        IntStream.range(0, 6)
            .mapToObj(i -> new Source("/data" + i).with(name("f" + i, What.CONTENT)))
            .toList();
    List<Thread> threads = new ArrayList<>();
    for (Source source : sources) {
      // Processes in truth; within one a file lock held by another thread is an error, as any
      // other.
      threads.add(
          Thread.startVirtualThread(
              () -> {
                LogWriter writer = new LogWriter(new LogFile(path()), Set.of(source.owner()));
                await().ignoreExceptions().until(() -> write(writer, source));
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < sources.size(); i++) {
      assertThat(earlier(sources.get(i))).containsExactly(name("f" + i, What.CONTENT));
    }
  }

  private static boolean write(LogWriter writer, Source source) throws IOException {
    writer.write(List.of(source));
    return true;
  }

  @Test
  void aScriptOfSersyncsIsReadAndThenReplaced() throws IOException {
    Files.writeString(
        path(),
        """
        #errno 2560
        cd /data && rsync -artuz -R  "./a" 127.0.0.1::m1 >/dev/null 2>&1\s

        #errno 2560
        cd /data && rsync -a -R --delete ./ --include="b" --exclude=* 127.0.0.1::m1 >/dev/null 2>&1\s

        #errno 2560
        cd /other && rsync -artuz -R  "./c" 127.0.0.1::m1 >/dev/null 2>&1\s

        """);
    Source data = new Source("/data");
    Source other = new Source("/other");
    assertThat(earlier(data))
        .extracting(PendingName::path, PendingName::what)
        .containsExactly(tuple(BytePath.of("a"), What.TREE), tuple(BytePath.of("b"), What.GONE));
    run(data);
    assertThat(path()).content().doesNotContain("rsync -a").contains("\t/other\t*\tc\t");
    assertThat(earlier(data)).isEmpty();
    assertThat(earlier(other)).extracting(PendingName::path).containsExactly(BytePath.of("c"));
    run(other);
    assertThat(path()).isEmptyFile();
    assertThat(said).isEmpty();
  }

  @Test
  void ofADamagedLineEverythingThatItMayBeAboutIsCompared() throws IOException {
    Source data = new Source("/data").with(name("a", What.CONTENT), name("b", What.CONTENT));
    run(data);
    String text = Files.readString(path());
    Files.writeString(path(), text.replace("\ta\t", "\tA\t"));

    assertThat(earlier(data))
        .extracting(PendingName::path, PendingName::what)
        .containsExactly(tuple(BytePath.ROOT, What.TREE), tuple(BytePath.of("b"), What.CONTENT));
    assertThat(said).singleElement().asString().contains("1 lines of it cannot be read");
  }

  @Test
  void whatIsNoFailLogIsLeftAlone() throws IOException {
    Path target = Files.writeString(dir.resolve("target"), "precious\n");
    Source data = new Source("/data").with(name("a", What.CONTENT));
    Files.createSymbolicLink(path(), target);
    assertRefused(data, "is a symlink");
    Files.delete(path());
    Files.createSymbolicLink(path(), dir.resolve("nowhere"));
    assertRefused(data, "is a symlink");
    Files.delete(path());
    Files.createDirectory(path());
    assertRefused(data, "is no regular file");
    Files.delete(path());
    Files.copy(target, path());
    assertRefused(data, "is something else than a fail log");
    assertThat(path()).hasContent("precious");
    assertThat(target).hasContent("precious");
    assertThat(dir.resolve("nowhere")).doesNotExist();
  }

  private void assertRefused(Source data, String why) {
    assertThatThrownBy(() -> open(data))
        .isInstanceOf(IOException.class)
        .hasMessage(path() + " " + why);
  }

  @Test
  void whatComesToStandThereLaterIsLeftAloneToo() throws IOException {
    Path target = Files.writeString(dir.resolve("target"), "precious\n");
    Source data = new Source("/data").with(name("a", What.CONTENT));
    try (FailLog log = open(data)) {
      Files.createSymbolicLink(path(), target);
      log.start(List.of(data));
      await().until(() -> !said.isEmpty());
      Files.delete(path());
      Files.copy(target, path());
    }
    assertThat(said.getFirst()).contains("cannot be written", "is a symlink", "kept in memory");
    assertThat(said).hasSize(2).last().asString().contains("start with -r");
    assertThat(path()).hasContent("precious");
    assertThat(target).hasContent("precious");
    assertThat(dir.resolve("log.sh.new")).doesNotExist();
  }

  @Test
  void aSymlinkForTheNewFileOrTheLockIsNotFollowed() throws IOException {
    Path target = Files.writeString(dir.resolve("target"), "precious\n");
    Source data = new Source("/data").with(name("a", What.CONTENT));
    Files.createSymbolicLink(dir.resolve("log.sh.new"), target);
    run(data);
    assertThat(earlier(data)).hasSize(1);
    Files.delete(dir.resolve("log.sh.lock"));
    Files.createSymbolicLink(dir.resolve("log.sh.lock"), target);
    run(data.with());
    assertThat(said.getFirst()).contains("log.sh.lock is a symlink");
    assertThat(target).hasContent("precious");
    assertThat(earlier(data)).hasSize(1);
  }

  @Test
  void aDirectoryThatIsMissingIsSaidOnceAndUsedWhenItIsThere() throws IOException {
    Path below = dir.resolve("not/yet");
    Source data = new Source("/data").with(name("a", What.CONTENT));
    Path log = below.resolve("log");
    try (FailLog open = FailLog.open(log, Duration.ofMinutes(1), Set.of(data.owner()), said::add)) {
      open.start(List.of(data));
      await().until(() -> !said.isEmpty());
      Files.createDirectories(below);
    }
    assertThat(said.getFirst()).contains("no such file or directory");
    assertThat(said.getLast()).contains("can be written again");
    assertThat(log).content().contains("\ta\t");
  }

  @Test
  void whatWasNeverStartedChangesNothing() throws IOException {
    Source data = new Source("/data").with(name("a", What.CONTENT));
    run(data);
    open(data).close();
    assertThat(earlier(data)).hasSize(1);
  }

  @Test
  void aHundredThousandNames() throws IOException {
    Source data = new Source("/data");
    data.with(
        IntStream.range(0, 100_000)
            .mapToObj(i -> name("directory/file " + i, What.CONTENT))
            .toArray(PendingName[]::new));
    run(data);
    assertThat(earlier(data)).hasSize(100_000);
    Files.write(
        path(),
        (Files.readAllLines(path()).getLast() + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.APPEND);
    assertThat(earlier(data)).as("too many").hasSizeLessThan(10).anyMatch(n -> n.path().isEmpty());
  }
}
