package org.jsersync.watcher;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.watcher.Change.Attributes;
import org.jsersync.watcher.Change.Content;
import org.jsersync.watcher.Change.Gone;
import org.jsersync.watcher.Change.Moved;
import org.jsersync.watcher.Change.Tree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of each thing that can happen to a name, against the real kernel. */
class TreeWatcherTest {
  /** sersync's switches as they are by default (06-sersync, section 4.2). */
  private static final Set<Trigger> SERSYNC =
      EnumSet.of(
          Trigger.DELETE,
          Trigger.CREATE_FOLDER,
          Trigger.CLOSE_WRITE,
          Trigger.MOVE_FROM,
          Trigger.MOVE_TO);

  private static final BytePath F = BytePath.of("f");
  private static final BytePath G = BytePath.of("g");
  private static final BytePath D = BytePath.of("d");
  private static final BytePath E = BytePath.of("e");

  @TempDir Path base = Path.of("/");
  private Path root = base;
  private final Recorder told = new Recorder();
  private @Nullable TreeWatcher watcher;

  @BeforeEach
  void directories() throws IOException {
    root = Files.createDirectory(base.resolve("root"));
    Files.createDirectory(base.resolve("outside"));
  }

  @AfterEach
  void stop() {
    if (watcher != null) {
      watcher.close();
    }
  }

  private TreeWatcher watch(WatchOptions options) throws IOException {
    TreeWatcher started = TreeWatcher.start(BytePath.of(root.toString()), options, told);
    watcher = started;
    return started;
  }

  private TreeWatcher watch(Set<Trigger> triggers) throws IOException {
    return watch(unsettled(triggers, DirectoryFilter.NONE));
  }

  /** A close tells of a file, never the clock. */
  private static WatchOptions unsettled(Set<Trigger> triggers, DirectoryFilter exclude) {
    return new WatchOptions(triggers, exclude, Duration.ofHours(1), Duration.ofHours(1));
  }

  private List<Change> after(String script) throws IOException, InterruptedException {
    new Shell(root).run(script);
    return told.untilMarker(root);
  }

  private static BytePath path(String text) {
    return BytePath.of(text);
  }

  @Test
  void aFileIsToldWhenItIsClosed() throws Exception {
    watch(SERSYNC);
    assertThat(after("echo x >f")).containsExactly(new Content(F));
    assertThat(after("echo y >>f")).containsExactly(new Content(F));
    assertThat(after("chmod 600 f; cat f >/dev/null")).isEmpty();
    assertThat(after("rm f")).containsExactly(new Gone(F, false));
  }

  @Test
  void aRestingFileThatNobodyClosesIsTold() throws Exception {
    watch(
        new WatchOptions(
            EnumSet.of(Trigger.MODIFY),
            DirectoryFilter.NONE,
            Duration.ofMillis(20),
            Duration.ofSeconds(5)));
    try (var out = Files.newOutputStream(root.resolve("f"))) {
      out.write(1);
      assertThat(told.until(new Content(F))).containsExactly(new Content(F));
      out.write(2);
      assertThat(told.until(new Content(F))).containsExactly(new Content(F));
    }
  }

  @Test
  void aFileThatNeverRestsIsToldAgainAndAgain() throws Exception {
    watch(
        new WatchOptions(
            EnumSet.of(Trigger.MODIFY),
            DirectoryFilter.NONE,
            Duration.ofMillis(200),
            Duration.ofMillis(200)));
    Process writer =
        new ProcessBuilder("bash", "-c", "while echo x; do :; done >f")
            .directory(root.toFile())
            .start();
    try {
      told.until(new Content(F));
      told.until(new Content(F));
    } finally {
      writer.destroy();
      writer.waitFor();
    }
  }

  @Test
  void whatNoCloseFollowsIsToldWhenItIsMade() throws Exception {
    new Shell(base).run("echo x >outside/f");
    watch(SERSYNC);
    assertThat(after("ln -s nowhere l")).containsExactly(new Content(path("l")));
    assertThat(after("mkfifo p")).containsExactly(new Content(path("p")));
    assertThat(after("ln ../outside/f f")).containsExactly(new Content(F));
    assertThat(after(": >g")).containsExactly(new Content(G));
  }

  @Test
  void attributes() throws Exception {
    new Shell(root).run("mkdir d; echo x >f");
    watch(unsettled(EnumSet.allOf(Trigger.class), DirectoryFilter.NONE));
    assertThat(after("chmod 600 f")).containsExactly(new Attributes(F, false));
    assertThat(after("touch -d @1 d")).containsExactly(new Attributes(D, true));
    assertThat(after("chmod 700 .")).containsExactly(new Attributes(BytePath.ROOT, true));
  }

  @Test
  void movesInOutAndWithin() throws Exception {
    new Shell(base).run("echo x >outside/f");
    watch(SERSYNC);
    assertThat(after("mv ../outside/f f")).containsExactly(new Content(F));
    assertThat(after("mv f g")).containsExactly(new Moved(F, G, false));
    new Shell(root).run("mv g ../outside/");
    assertThat(told.until(new Gone(G, false))).containsExactly(new Gone(G, false));
  }

  @Test
  void halfAMoveIfOnlyHalfIsAskedFor() throws Exception {
    new Shell(root).run("echo x >f; mkdir d");
    watch(EnumSet.of(Trigger.CLOSE_WRITE, Trigger.MOVE_TO));
    assertThat(after("mv f g; mv d e")).containsExactly(new Content(G), new Tree(E));
    assertThat(after("echo x >e/n")).containsExactly(new Content(path("e/n")));
  }

  @Test
  void aDirectoryMadeWithAllInItIsToldOnceItIsWatched() throws Exception {
    TreeWatcher started = watch(SERSYNC);
    List<Change> changes = after("mkdir -p a/b/c && cp /etc/passwd a/b/c/");
    assertThat(changes).startsWith(new Tree(path("a"), true));
    assertThat(started.watches()).isEqualTo(4);
    assertThat(after("echo x >a/b/c/n")).containsExactly(new Content(path("a/b/c/n")));
  }

  @Test
  void withoutCreateFolderADirectoryIsWatchedWhenItIsRenamed() throws Exception {
    watch(EnumSet.of(Trigger.CLOSE_WRITE, Trigger.MOVE_FROM, Trigger.MOVE_TO));
    assertThat(after("mkdir d; echo x >d/f")).isEmpty();
    assertThat(after("mv d e")).containsExactly(new Gone(D, true), new Tree(E));
    assertThat(after("echo x >e/f")).containsExactly(new Content(path("e/f")));
  }

  @Test
  void aRenamedDirectoryIsWatchedUnderItsNewName() throws Exception {
    new Shell(root).run("mkdir -p d/s/t");
    TreeWatcher started = watch(SERSYNC);
    assertThat(after("mv d e; echo x >e/s/t/f"))
        .containsExactly(new Moved(D, E, true), new Content(path("e/s/t/f")));
    assertThat(after("mv e/s/t/f e/s/g"))
        .containsExactly(new Moved(path("e/s/t/f"), path("e/s/g"), false));
    assertThat(started.watches()).isEqualTo(4);
  }

  @Test
  void aDirectoryThatLeftIsNoLongerWatched() throws Exception {
    new Shell(root).run("mkdir -p d/s");
    TreeWatcher started = watch(SERSYNC);
    new Shell(root).run("mv d ../outside/");
    told.until(new Gone(D, true));
    assertThat(after("echo x >../outside/d/s/f")).isEmpty();
    assertThat(started.watches()).isEqualTo(1);
    assertThat(after("mv ../outside/d e")).containsExactly(new Tree(E));
    assertThat(after("echo x >e/s/f")).containsExactly(new Content(path("e/s/f")));
  }

  @Test
  void aDirectoryThatIsRemovedAndMadeAgainIsWatched() throws Exception {
    new Shell(root).run("mkdir -p d/s");
    TreeWatcher started = watch(SERSYNC);
    assertThat(after("rm -r d; mkdir -p d/s; rm -r d; mkdir -p d/s"))
        .contains(new Gone(path("d/s"), true), new Gone(D, true), new Tree(D, true));
    assertThat(after("echo x >d/s/f")).containsExactly(new Content(path("d/s/f")));
    assertThat(started.watches()).isEqualTo(3);
  }

  @Test
  void directoriesThatSwapTheirNames() throws Exception {
    new Shell(root).run("mkdir -p d/in-d e/in-e");
    watch(SERSYNC);
    after("mv d t; mv e d; mv t e");
    assertThat(after("echo x >e/in-d/f; echo x >d/in-e/f"))
        .containsExactly(new Content(path("e/in-d/f")), new Content(path("d/in-e/f")));
  }

  @Test
  void directoriesThatAreExchangedAtOnce() throws Throwable {
    new Shell(root).run("mkdir -p d/in-d e/in-e");
    watch(SERSYNC);
    exchange("d", "e");
    assertThat(told.untilMarker(root)).isNotEmpty();
    assertThat(after("echo x >e/in-d/f; echo x >d/in-e/f"))
        .containsExactly(new Content(path("e/in-d/f")), new Content(path("d/in-e/f")));
  }

  /** int renameat2(int olddirfd, const char *old, int newdirfd, const char *new, unsigned flags) */
  private void exchange(String one, String other) throws Throwable {
    FunctionDescriptor type =
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    int atNoDirectory = -100;
    int renameExchange = 2;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocateFrom(root.resolve(one).toString());
      MemorySegment to = arena.allocateFrom(root.resolve(other).toString());
      int result =
          (int)
              Libc.plain("renameat2", type)
                  .invokeExact(atNoDirectory, from, atNoDirectory, to, renameExchange);
      assertThat(result).isZero();
    }
  }

  @Test
  void renamesThatHadHappenedBeforeTheFirstWasSeen() throws Exception {
    watch(SERSYNC);
    after("mkdir x; mkdir x/1; mv x y; mkdir x; mkdir x/2; mv x z; mkdir x; mkdir x/3; mv y w");
    assertThat(after("echo >w/1/f; echo >z/2/f; echo >x/3/f"))
        .containsExactly(
            new Content(path("w/1/f")), new Content(path("z/2/f")), new Content(path("x/3/f")));
  }

  @Test
  void namesThatAreLeftOut() throws Exception {
    new Shell(root).run("mkdir -p cache/s d");
    DirectoryFilter exclude = (path, directory) -> path.toString().endsWith("cache");
    TreeWatcher started = watch(unsettled(SERSYNC, exclude));
    assertThat(started.watches()).isEqualTo(2);
    assertThat(after("echo x >cache/f; mkdir -p d/cache/s; echo >d/f.cache; echo >d/f"))
        .containsExactly(new Content(path("d/f")));
    assertThat(after("mv cache e")).containsExactly(new Tree(E));
    assertThat(after("echo >e/s/f")).containsExactly(new Content(path("e/s/f")));
    new Shell(root).run("mv e cache");
    told.until(new Gone(E, true));
    assertThat(after("echo >cache/s/f")).isEmpty();
    assertThat(started.watches()).isEqualTo(2);
  }

  @Test
  void namesAreBytes() throws Exception {
    watch(SERSYNC);
    byte[] name = {'a', (byte) 0xff, '\n', ' ', '$'};
    BytePath directory = BytePath.ROOT.child(name);
    assertThat(after("mkdir $'a\\xff\\n $'")).containsExactly(new Tree(directory, true));
    assertThat(after("echo x > $'a\\xff\\n $'/$'a\\xff\\n $'"))
        .containsExactly(new Content(directory.child(name)));
    assertThat(after("echo x > " + "n".repeat(255)))
        .containsExactly(new Content(path("n".repeat(255))));
  }

  @Test
  void aSymlinkToADirectoryIsAFile() throws Exception {
    watch(SERSYNC);
    assertThat(after("mkdir d; ln -s d l; ln -s ../outside o"))
        .containsExactly(new Tree(D, true), new Content(path("l")), new Content(path("o")));
    assertThat(after("echo >l/f; echo >o/f")).containsExactly(new Content(path("d/f")));
  }

  @Test
  void theRootMayBeASymlink() throws Exception {
    new Shell(base).run("rmdir root; ln -s outside root");
    watch(SERSYNC);
    assertThat(after("echo >f")).containsExactly(new Content(F));
  }

  @Test
  void tenThousandFilesAtOnce() throws Exception {
    new Shell(root).run("mkdir d");
    watch(SERSYNC);
    List<Change> all = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      all.add(new Content(path("d/f" + i)));
    }
    assertThat(after("for i in {1..10000}; do echo $i >d/f$i; done"))
        .containsExactlyElementsOf(all);
    assertThat(told.noticesSoFar()).isEmpty();
  }

  @Test
  void theRootGoesAndComesBack() throws Exception {
    new Shell(root).run("mkdir d");
    TreeWatcher started = watch(SERSYNC);
    new Shell(base).run("rm -r root");
    assertThat(told.notice(WatchNotice.Kind.ROOT_GONE).line()).contains(root.toString());
    new Shell(base).run("mkdir -p root/e");
    told.notice(WatchNotice.Kind.ROOT_BACK);
    told.until(new Tree(BytePath.ROOT));
    assertThat(after("echo >e/f")).contains(new Content(path("e/f")));
    assertThat(started.watches()).isEqualTo(2);
  }

  @Test
  void theRootIsReplaced() throws Exception {
    new Shell(base).run("mkdir -p new/d");
    watch(SERSYNC);
    new Shell(base).run("mv root old; mv new root");
    told.notice(WatchNotice.Kind.ROOT_GONE);
    told.notice(WatchNotice.Kind.ROOT_BACK);
    told.until(new Tree(BytePath.ROOT));
    assertThat(after("echo >../old/f; echo >d/f")).containsExactly(new Content(path("d/f")));
  }

  @Test
  void theWatchLimitIsToldOnceAndTheRestIsWatched() throws Exception {
    new Shell(root).run("mkdir -p a/x b/y");
    LimitedWatches[] limited = new LimitedWatches[1];
    TreeWatcher started =
        TreeWatcher.start(
            BytePath.of(root.toString()),
            unsettled(SERSYNC, DirectoryFilter.NONE),
            told,
            calls -> limited[0] = new LimitedWatches(calls, 3));
    watcher = started;
    assertThat(started.unwatched()).hasSize(2);
    assertThat(started.watches()).isEqualTo(3);
    assertThat(after("mkdir c; echo >f"))
        .containsExactly(new Tree(path("c"), true), new Content(F));
    WatchNotice limit = told.notice(WatchNotice.Kind.WATCH_LIMIT);
    assertThat(limit.line())
        .contains("sysctl fs.inotify.max_user_watches=")
        .contains("/etc/sysctl.d/");
    assertThat(limit.path()).as("any directory may be meant").isEqualTo(BytePath.ROOT);
    assertThat(told.noticesSoFar()).isEmpty();
    assertThat(started.unwatched()).contains(path("c")).hasSize(3);
  }

  @Test
  void aDefectIsToldAndAllIsBegunAnew() throws Exception {
    boolean[] broken = new boolean[1];
    watcher =
        TreeWatcher.start(
            BytePath.of(root.toString()),
            unsettled(SERSYNC, DirectoryFilter.NONE),
            told,
            calls -> new BrokenWatches(calls, broken));
    broken[0] = true;
    new Shell(root).run("mkdir d");
    assertThat(told.notice(WatchNotice.Kind.FAILED).line()).contains("oops");
    told.notice(WatchNotice.Kind.ROOT_BACK);
    told.until(new Tree(BytePath.ROOT));
    assertThat(after("echo >d/f")).containsExactly(new Content(path("d/f")));
  }

  /** The kernel's calls, one of which fails in a way that nobody thought of. */
  private record BrokenWatches(WatchCalls kernel, boolean[] broken) implements WatchCalls {
    @Override
    public int add(BytePath directory, int mask) {
      if (broken[0]) {
        broken[0] = false;
        throw new AssertionError("oops");
      }
      return kernel.add(directory, mask);
    }

    @Override
    public void remove(int watch) {
      kernel.remove(watch);
    }
  }

  /** The kernel, with a limit of its own. */
  private static final class LimitedWatches implements WatchCalls {
    private final WatchCalls kernel;
    private final int limit;
    private final Set<Integer> live = new HashSet<>();

    LimitedWatches(WatchCalls kernel, int limit) {
      this.kernel = kernel;
      this.limit = limit;
    }

    @Override
    public int add(BytePath directory, int mask) {
      int watch = kernel.add(directory, mask);
      if (watch < 0 || live.contains(watch)) {
        return watch;
      }
      if (live.size() == limit) {
        kernel.remove(watch);
        return -PosixException.ENOSPC;
      }
      live.add(watch);
      return watch;
    }

    @Override
    public void remove(int watch) {
      live.remove(watch);
      kernel.remove(watch);
    }
  }

  @Test
  void oneDirectoryByTwoNamesIsWatchedOnce() throws Exception {
    new Shell(root).run("mkdir -p a/s b");
    assumeMounted("--bind root/a root/b");
    try {
      TreeWatcher started = watch(SERSYNC);
      assertThat(started.watches()).isEqualTo(3);
      assertThat(told.notice(WatchNotice.Kind.UNREADABLE).line()).contains("bind mount");
      assertThat(started.unwatched()).hasSize(1);
    } finally {
      new Shell(base).run("umount root/b");
    }
  }

  @Test
  void whatIsUnmountedIsNotTakenForDeleted() throws Exception {
    new Shell(root).run("mkdir -p d/s/t");
    assumeMounted("-t tmpfs none root/d/s");
    try {
      new Shell(root).run("mkdir -p d/s/u/v");
      assertThat(watch(SERSYNC).watches()).isEqualTo(5);
    } finally {
      new Shell(base).run("umount root/d/s");
    }
    assertThat(told.notice(WatchNotice.Kind.UNMOUNTED).path()).isEqualTo(path("d/s"));
    assertThat(after("echo >d/s/t/f")).containsExactly(new Content(path("d/s/t/f")));
  }

  @Test
  void onOneFileSystemNothingThatIsMountedIsWatched() throws Exception {
    new Shell(root).run("mkdir -p d/m/under d/s m2");
    assumeMounted("-t tmpfs none root/d/m");
    try {
      new Shell(root).run("mkdir -p d/m/u/v");
      TreeWatcher started = watch(unsettled(SERSYNC, DirectoryFilter.NONE).oneFileSystem(true));
      assertThat(started.watches()).as("root, d, d/s, m2").isEqualTo(4);
      assertThat(after("echo >d/m/u/f; echo >d/f; mkdir d/m/w")).containsExactly(content("d/f"));
      assertThat(after("mv d e; echo >e/m/u/f; echo >e/s/f"))
          .contains(content("e/s/f"))
          .doesNotContain(content("e/m/u/f"));
      assumeMounted("-t tmpfs none root/m2");
      assertThat(after("echo >m2/f; mkdir m2/d; mv m2/d m2/e")).isEmpty();
      assertThat(started.unwatched()).isEmpty();
    } finally {
      new Shell(base)
          .run("for m in d/m e/m m2; do ! mountpoint -q root/$m || umount root/$m; done");
    }
  }

  private static Content content(String path) {
    return new Content(path(path));
  }

  private void assumeMounted(String arguments) throws Exception {
    String output = new Shell(base).run("mount " + arguments + " || echo no");
    Assumptions.assumeTrue(output.isEmpty(), "mounting needs root: " + output);
  }

  @Test
  void aRootThatCannotBeWatched() throws Exception {
    new Shell(base).run("echo >file");
    for (String name : new String[] {"none", "file"}) {
      assertThatThrownBy(
              () ->
                  TreeWatcher.start(
                      BytePath.of(base.resolve(name).toString()), WatchOptions.all(), told))
          .isInstanceOf(PosixException.class)
          .hasMessageContaining(base.resolve(name).toString());
    }
  }

  @Test
  void closingTwiceAndFromTheSink() throws Exception {
    TreeWatcher started = watch(SERSYNC);
    started.close();
    started.close();
    new Shell(root).run("echo >f");
    assertThat(told.noticesSoFar()).isEmpty();
  }

  @Test
  void noDescriptorAndNoThreadIsLeft() throws Exception {
    long before = descriptors();
    for (int i = 0; i < 50; i++) {
      watch(SERSYNC).close();
    }
    assertThat(descriptors()).isLessThan(before + 50);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().endsWith(root.toString()));
  }

  private static long descriptors() throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    }
  }
}
