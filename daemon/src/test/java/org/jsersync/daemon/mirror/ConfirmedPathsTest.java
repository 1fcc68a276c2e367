package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.watcher.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a name is told, with remotes that say what the test wants. */
@Timeout(20)
class ConfirmedPathsTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final List<Fake> remotes = new ArrayList<>();
  private final AtomicLong later = new AtomicLong();

  @TempDir Path home;
  private ConfirmedPaths paths;

  private static final class Fake implements ConfirmedPaths.Remote {
    private final Map<String, Standing> standings = new HashMap<>();
    private Standing other = Standing.CONFIRMED;

    synchronized void set(String name, Standing standing) {
      standings.put(name, standing);
    }

    synchronized void setAll(Standing standing) {
      other = standing;
      standings.clear();
    }

    @Override
    public synchronized List<Standing> standings(List<PendingPaths.Entry> names) {
      return names.stream()
          .map(name -> standings.getOrDefault(name.changed.path().toString(), other))
          .toList();
    }
  }

  @BeforeEach
  void prepare() {
    BytePath root = BytePath.of(home.toString());
    paths =
        new ConfirmedPaths(
            remotes,
            confirmed ->
                confirmed.forEach(path -> told.add(path.path() + (path.directory() ? "/" : ""))),
            notices::add,
            new RootGuard(() -> SourceTree.open(root)),
            (path, directory) -> path.toString().endsWith("~"),
            () -> System.nanoTime() + later.get());
  }

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      remotes.add(new Fake());
    }
    paths.start();
  }

  @AfterEach
  void stop() {
    paths.stop();
  }

  private void change(String... names) {
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      changes.add(new Change.Content(BytePath.of(name)));
    }
    paths.changes(changes, () -> {});
  }

  @Test
  void withoutRemotesANameIsToldAtOnceAndInOrder() throws Exception {
    start(0);
    change("b", "a", "b", "c");
    assertThat(told.take()).isEqualTo("a");
    assertThat(told.take()).isEqualTo("b");
    assertThat(told.take()).isEqualTo("c");
  }

  @Test
  void aNameIsToldOnceAfterTheLastRemoteThatWorks() throws Exception {
    start(3);
    remotes.get(0).setAll(Standing.OWED);
    remotes.get(1).setAll(Standing.APART);
    remotes.get(2).setAll(Standing.OWED);
    change("a", "b");
    remotes.get(0).setAll(Standing.CONFIRMED);
    paths.ask();
    remotes.get(2).set("b", Standing.CONFIRMED);
    paths.ask();
    assertThat(told.take()).isEqualTo("b");
    remotes.get(2).setAll(Standing.CONFIRMED);
    paths.ask();
    assertThat(told.take()).isEqualTo("a");
    paths.stop();
    assertThat(told).isEmpty();
  }

  @Test
  void whatARemoteHasConfirmedItHasConfirmed() throws Exception {
    start(2);
    remotes.get(1).setAll(Standing.OWED);
    change("a");
    paths.ask();
    change("b");
    remotes.get(1).set("b", Standing.CONFIRMED);
    paths.ask();
    // By then the first remote was asked about "a" as well; that it compares everything now is no
    // reason to wait for it again.
    assertThat(told.take()).isEqualTo("b");
    remotes.get(0).setAll(Standing.OWED);
    remotes.get(1).setAll(Standing.CONFIRMED);
    paths.ask();
    assertThat(told.take()).isEqualTo("a");
  }

  @Test
  void aNameThatDoesNotStopChangingIsToldNowAndThenAndInTheEnd() throws Exception {
    start(1);
    remotes.getFirst().setAll(Standing.BEHIND);
    change("a");
    paths.ask();
    assertThat(told).isEmpty();
    later.addAndGet(3_000_000_000L);
    paths.ask();
    assertThat(told.take()).isEqualTo("a");
    paths.ask();
    remotes.getFirst().setAll(Standing.CONFIRMED);
    paths.ask();
    assertThat(told.take()).isEqualTo("a");
    paths.stop();
    assertThat(told).isEmpty();
  }

  @Test
  void someRemoteMustHaveItAndWhatNoneHasAtTheEndIsSaid() throws Exception {
    start(2);
    remotes.forEach(remote -> remote.setAll(Standing.APART));
    change("a", "b");
    paths.ask();
    remotes.get(0).set("b", Standing.CONFIRMED);
    paths.ask();
    assertThat(told.take()).isEqualTo("b");
    paths.stop();
    assertThat(told).isEmpty();
    assertThat(notices)
        .containsExactly(
            "plugins were not called for so many changed names, which no remote confirmed: 1");
  }

  @Test
  void whatIsInADirectoryThatWasMadeIsLookedUpBeforeTheRemotesKnow() throws Exception {
    start(1);
    Files.createDirectories(home.resolve("d/e"));
    Files.createFile(home.resolve("d/e/f"));
    Files.createFile(home.resolve("d/g~"));
    paths.changes(
        List.of(new Change.Tree(BytePath.of("d"), true), new Change.Content(BytePath.of("d/e/f"))),
        () -> create(home.resolve("d/later")));
    assertThat(List.of(told.take(), told.take(), told.take()))
        .containsExactlyInAnyOrder("d/", "d/e/", "d/e/f");
    paths.stop();
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsInADirectoryThatWasMovedHereIsNot() throws Exception {
    start(1);
    Files.createDirectories(home.resolve("d/e"));
    paths.changes(List.of(new Change.Tree(BytePath.of("d"))), () -> {});
    assertThat(told.take()).isEqualTo("d/");
    paths.stop();
    assertThat(told).isEmpty();
  }

  @Test
  void lostChangesAreSaid() throws Exception {
    start(1);
    paths.changes(List.of(new Change.Tree(BytePath.ROOT)), () -> {});
    assertThat(notices.take())
        .isEqualTo("changes may have been missed; plugins are not called for those");
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
