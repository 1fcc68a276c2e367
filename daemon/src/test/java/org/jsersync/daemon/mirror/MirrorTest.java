package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.ChangeSink;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.jsersync.watcher.WatchNotice;
import org.jsersync.watcher.WatchOptions;
import org.jsersync.watcher.Watcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mirror whose watcher is another one, and whose listener is no good. */
@Timeout(20)
class MirrorTest {
  private static final BytePath ROOT = BytePath.of("/nowhere/at-all");
  private static final MirrorSource SOURCE =
      new MirrorSource(
          ROOT,
          DirectoryFilter.NONE,
          DirectoryFilter.NONE,
          EnumSet.allOf(Trigger.class),
          true,
          true);
  private static final MirrorRemote REMOTE =
      new MirrorRemote(
          new RsyncTarget("127.0.0.1", 1, null, "data", BytePath.ROOT),
          null,
          PushOptions.archive());

  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final List<ChangeSink> sinks = new ArrayList<>();
  private boolean closed;

  @Test
  void anyWatcherWillDoAndNoListenerEndsIt() throws Exception {
    try (Mirror mirror =
        Mirror.start(
            SOURCE, List.of(REMOTE), MirrorSettings.defaults(), this::watch, new Angry(), null)) {
      assertThat(mirror.watches()).isEqualTo(7);
      assertThat(said.take()).isEqualTo("started 7");
      assertThat(said.take()).startsWith("failed source is not there");
      sinks.getFirst().notice(notice("first"));
      sinks.getFirst().notice(notice("first"));
      sinks.getFirst().notice(notice("second"));
      assertThat(said.take()).isEqualTo("first");
      assertThat(said.take()).isEqualTo("second");
    }
    assertThat(said.take()).isEqualTo("stopped, 1 pending");
    assertThat(closed).isTrue();
  }

  private static WatchNotice notice(String line) {
    return new WatchNotice(WatchNotice.Kind.QUEUE_OVERFLOW, BytePath.ROOT, line);
  }

  private Watcher watch(BytePath root, WatchOptions options, ChangeSink sink) throws IOException {
    assertThat(root).isEqualTo(ROOT);
    sinks.add(sink);
    return new Watcher() {
      @Override
      public int watches() {
        return 7;
      }

      @Override
      public void close() {
        closed = true;
      }
    };
  }

  /** Throws whenever it hears something. */
  private final class Angry implements MirrorListener {
    private void say(String line) {
      said.add(line);
      Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
      throw new IllegalStateException(line);
    }

    @Override
    public void started(BytePath root, int watches) {
      say("started " + watches);
    }

    @Override
    public void failed(RsyncTarget remote, String problem, String remedy) {
      say("failed " + problem);
    }

    @Override
    public void notice(BytePath root, String text) {
      say(text);
    }

    @Override
    public void stopped(RsyncTarget remote, Summary summary) {
      say("stopped, " + summary.pending() + " pending");
    }
  }
}
