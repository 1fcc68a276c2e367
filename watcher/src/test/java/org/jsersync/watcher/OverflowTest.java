package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's queue overflows for real: the sink holds the tracker until it has. */
class OverflowTest {
  /** Long names fill the queues sooner. */
  private static final String PADDING = "x".repeat(250);

  /** More than the hand-over holds of events with such names: 64 reads of 128 KiB. */
  private static final int HANDED_OVER = 64 * 128 * 1024 / 256;

  @TempDir Path root = Path.of("/");

  @Test
  void whatWasLostIsFoundByComparison() throws Exception {
    for (String name : new String[] {"old/gone/s", "old/moved/s", "old/replaced/s", "old/kept/s"}) {
      Files.createDirectories(root.resolve(name));
    }
    ShadowTree shadow = new ShadowTree(root);
    HeldSink sink = new HeldSink(shadow);
    try (TreeWatcher watcher =
        TreeWatcher.start(BytePath.of(root.toString()), WatchOptions.all(), sink)) {
      sink.hold(root);
      fillTheQueue();
      new Shell(root)
          .run(
              "rm -r old/gone; mv old/moved new; rm -r old/replaced; mkdir -p old/replaced/t;"
                  + " mkdir -p fresh/s; echo >fresh/s/f");
      sink.release();

      assertThat(sink.notices().notice(WatchNotice.Kind.QUEUE_OVERFLOW).line())
          .contains("now " + queueLimit() + ";", "sysctl fs.inotify.max_queued_events=");
      shadow.awaitEqual("after the overflow");
      shadow.awaitWatches(watcher);
      new Shell(root)
          .run("for d in $(find . -type d); do echo watched >$d/probe; done; chmod 700 old/kept");
      shadow.awaitEqual("a directory is not watched");
      assertThat(watcher.unwatched()).isEmpty();
    }
  }

  private static int queueLimit() throws IOException {
    return Integer.parseInt(
        Files.readAllLines(Path.of("/proc/sys/fs/inotify/max_queued_events")).getFirst());
  }

  private void fillTheQueue() throws IOException {
    int limit = queueLimit();
    Path one = root.resolve("1" + PADDING);
    Path other = root.resolve("2" + PADDING);
    // Equal events in a row become one, so they alternate.
    for (int i = 0; i < (limit + HANDED_OVER) / 2 + 1000; i++) {
      Files.newOutputStream(one).close();
      Files.newOutputStream(other).close();
    }
  }
}
