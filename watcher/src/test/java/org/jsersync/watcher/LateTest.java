package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All of it has happened before the first event of it is read, so that every path leads to what is
 * there in the end, not to what the event spoke of.
 */
class LateTest {
  private static final String BEFORE = "mkdir -p a/b/s d/a e/in-e";

  @TempDir Path root = Path.of("/");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mkdir -p x/1; mv x y; mkdir -p x/2; mv x z; mkdir -p x/3; mv y w",
        "mkdir x; mv x y; mkdir x; mkdir x/1 y/1",
        "mkdir -p n/s/t; mv n m; mkdir -p n/s/u",
        "mv d t; mv e d; mv t e",
        "rm -r a; mkdir -p a/b/s; rm -r a; mkdir -p a/b/s",
        "mv a/b x; mv a x/c; mkdir -p a/b; mv x/c a/b/c; mkdir a/b/c/new",
        "mv a d/a/a; mkdir a; mv d a/d; mv a/d/a/a/b a/b; mkdir a/d/a/a/b",
        "mkdir -p x/a; mv x y; ln -s d x; mkdir y/new d/new",
        "mkdir -p n/o/p; mv n/o e/o; rm -r n; mkdir -p n/o/q; mv n/o e/in-e/o",
        "mkdir n; mv n a/n; mv a/n d/n; mv d/n n; mkdir -p n/s",
        "mv a x; ln -s e a; mv d x/d; rm a; mkdir -p a/b/s",
        "mkdir n; rmdir n; echo >n; rm n; mkdir -p n/m"
      })
  void everyDirectoryIsWatchedUnderItsRightName(String script) throws Exception {
    Shell shell = new Shell(root);
    shell.run(BEFORE);
    ShadowTree shadow = new ShadowTree(root);
    HeldSink sink = new HeldSink(shadow);
    try (TreeWatcher watcher =
        TreeWatcher.start(BytePath.of(root.toString()), WatchOptions.all(), sink)) {
      sink.hold(root);
      shell.run(script);
      sink.release();
      shadow.awaitEqual(script);
      shadow.awaitWatches(watcher);
      shell.run("for d in $(find . -type d); do echo watched >$d/probe; done");
      shadow.awaitEqual("a directory is not watched: " + script);
      assertThat(watcher.unwatched()).isEmpty();
    }
  }

  /** The first x is y by now, the second is taken for it, and gone when that would be noticed. */
  @Test
  void aDirectoryThatWasTakenForAnotherDoesNotTakeItsName() throws Exception {
    Shell shell = new Shell(root);
    ShadowTree shadow = new ShadowTree(root);
    HeldSink sink = new HeldSink(shadow);
    CountDownLatch removed = new CountDownLatch(1);
    BytePath x = BytePath.of(root.resolve("x").toString());
    try (TreeWatcher watcher =
        TreeWatcher.start(
            BytePath.of(root.toString()),
            WatchOptions.all(),
            sink,
            kernel -> new BeforeThirdLook(kernel, x, () -> shell.run("rmdir x"), removed))) {
      sink.hold(root);
      shell.run("mkdir x; mv x y; mkdir x");
      sink.release();
      removed.await();
      shadow.awaitEqual("after x was removed");
      shadow.awaitWatches(watcher);
      shell.run("echo watched >y/probe");
      shadow.awaitEqual("y is not watched");
    }
  }

  private static final class BeforeThirdLook implements WatchCalls {
    private final WatchCalls kernel;
    private final BytePath path;
    private final Callable<String> action;
    private final CountDownLatch done;
    private int looks;

    BeforeThirdLook(
        WatchCalls kernel, BytePath path, Callable<String> action, CountDownLatch done) {
      this.kernel = kernel;
      this.path = path;
      this.action = action;
      this.done = done;
    }

    @Override
    public int add(BytePath directory, int mask) {
      if (directory.equals(path) && ++looks == 3) {
        try {
          action.call();
          done.countDown();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      }
      return kernel.add(directory, mask);
    }

    @Override
    public void remove(int watch) {
      kernel.remove(watch);
    }
  }
}
