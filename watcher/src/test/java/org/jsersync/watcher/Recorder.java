package org.jsersync.watcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jsersync.protocol.file.BytePath;

/**
 * A sink that keeps what it is told. Waits for facts: a marker file whose change says that all
 * before it has been told, or a change or notice that must come.
 */
final class Recorder implements ChangeSink {
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<WatchNotice> notices = new LinkedBlockingQueue<>();
  private int markers;

  @Override
  public void changes(List<Change> told) {
    changes.addAll(told);
  }

  @Override
  public void notice(WatchNotice notice) {
    notices.add(notice);
  }

  /** What was told since the last call, up to now: a marker made in the root says when. */
  List<Change> untilMarker(Path root) throws IOException, InterruptedException {
    String name = ".marker" + markers++;
    Files.writeString(root.resolve(name), "");
    BytePath marker = BytePath.of(name);
    List<Change> told = until(change -> change.equals(new Change.Content(marker)));
    told.removeIf(change -> change.path().toString().startsWith(".marker"));
    return told;
  }

  /** What was told since the last call up to the change that matches. */
  List<Change> until(Predicate<Change> last) throws InterruptedException {
    List<Change> told = new ArrayList<>();
    while (true) {
      Change change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (change == null) {
        throw new AssertionError("it never came; told so far: " + told);
      }
      told.add(change);
      if (last.test(change)) {
        return told;
      }
    }
  }

  List<Change> until(Change last) throws InterruptedException {
    return until(last::equals);
  }

  /** The next notice of this kind. */
  WatchNotice notice(WatchNotice.Kind kind) throws InterruptedException {
    List<WatchNotice> told = new ArrayList<>();
    while (true) {
      WatchNotice notice = notices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (notice == null) {
        throw new AssertionError("no " + kind + "; told: " + told);
      }
      told.add(notice);
      if (notice.kind() == kind) {
        return notice;
      }
    }
  }

  List<WatchNotice> noticesSoFar() {
    return List.copyOf(notices);
  }
}
