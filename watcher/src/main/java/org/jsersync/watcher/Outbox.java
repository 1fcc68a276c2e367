package org.jsersync.watcher;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;

/** Gathers changes until the end of a turn and hands them to the sink; used by the tracker only. */
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
    guarded(() -> sink.notice(new WatchNotice(kind, path, line)));
  }

  void flush() {
    if (!changes.isEmpty()) {
      List<Change> batch = changes;
      changes = new ArrayList<>();
      guarded(() -> sink.changes(batch));
    }
  }

  /** A sink that throws must not end the watching: others may still be told. */
  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }
}
