package org.jsersync.watcher;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;

/**
 * Gathers changes until the end of a turn and hands them to the sink; used by the tracker only. A
 * sink that throws must not end the watching, for others may still be told; what it did not take it
 * is told at the next turn, as a comparison of everything.
 */
final class Outbox {
  /** More than this wait for no end of a turn. */
  private static final int BATCH = 8192;

  private final ChangeSink sink;
  private List<Change> changes = new ArrayList<>();

  Outbox(ChangeSink sink) {
    this.sink = sink;
  }

  void change(Change change) {
    changes.add(change);
    if (changes.size() >= BATCH) {
      flush();
    }
  }

  /** Tells at once, after the changes before it. */
  void notice(WatchNotice.Kind kind, BytePath path, String line) {
    flush();
    succeeds(() -> sink.notice(new WatchNotice(kind, path, line)));
  }

  void flush() {
    if (!changes.isEmpty()) {
      List<Change> batch = changes;
      changes = new ArrayList<>();
      if (!succeeds(() -> sink.changes(batch))) {
        changes.add(new Change.Tree(BytePath.ROOT));
      }
    }
  }

  private static boolean succeeds(Runnable call) {
    try {
      call.run();
      return true;
    } catch (RuntimeException | Error e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      return false;
    }
  }
}
