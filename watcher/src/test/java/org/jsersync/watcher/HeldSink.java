package org.jsersync.watcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Holds the tracker at the first change, so that what happens meanwhile is history when it reads.
 */
final class HeldSink implements ChangeSink {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Recorder notices = new Recorder();
  private final ChangeSink sink;

  HeldSink(ChangeSink sink) {
    this.sink = sink;
  }

  /** Makes a file in the watched directory and waits until the tracker is held by its change. */
  void hold(Path root) throws IOException, InterruptedException {
    Files.writeString(root.resolve("first"), "holds the tracker");
    reached.await();
  }

  void release() {
    released.countDown();
  }

  Recorder notices() {
    return notices;
  }

  @Override
  public void changes(List<Change> changes) {
    reached.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sink.changes(changes);
  }

  @Override
  public void notice(WatchNotice notice) {
    notices.notice(notice);
  }
}
