package org.jsersync.watcher;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * The watcher's thread: sets the first watches, then takes what the reader read, turn by turn, and
 * sees to it that watching goes on when the root is replaced, or comes back after it was gone. A
 * defect on the way ends no more than a lost root does: all is begun anew.
 */
final class WatchLoop implements Runnable {
  private static final long ROOT_CHECK = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY = TimeUnit.SECONDS.toNanos(30);

  private final BytePath rootPath;
  private final WatchOptions options;
  private final WatchCalls calls;
  private final Handover handover;
  private final Unwatched unwatched;
  private final Outbox outbox;
  private final LongSupplier nanoClock;
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  private @Nullable Coverage coverage;
  private @Nullable Tracker tracker;
  private long nextRootCheck;
  private long nextRetry;
  private volatile int watches;

  WatchLoop(
      BytePath rootPath,
      WatchOptions options,
      WatchCalls calls,
      Handover handover,
      Unwatched unwatched,
      Outbox outbox,
      LongSupplier nanoClock) {
    this.rootPath = rootPath;
    this.options = options;
    this.calls = calls;
    this.handover = handover;
    this.unwatched = unwatched;
    this.outbox = outbox;
    this.nanoClock = nanoClock;
  }

  /** Done when the first watches are set, or failed. */
  CompletableFuture<Void> started() {
    return started;
  }

  /** Number of directories watched now. */
  int watches() {
    return watches;
  }

  @Override
  public void run() {
    try {
      begin();
    } catch (IOException | RuntimeException | Error e) {
      end();
      started.completeExceptionally(e);
      return;
    }
    started.complete(null);
    try {
      while (!handover.isClosed()) {
        guardedTurn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void begin() throws IOException {
    Coverage fresh = new Coverage(calls, options, rootPath, unwatched, outbox);
    coverage = fresh;
    fresh.scan(fresh.root(), false, false);
    long now = nanoClock.getAsLong();
    tracker = new Tracker(fresh, options, outbox, now);
    watches = fresh.size();
    nextRootCheck = now + ROOT_CHECK;
    nextRetry = now + RETRY;
  }

  private void guardedTurn() throws InterruptedException {
    try {
      turn();
    } catch (RuntimeException | Error e) {
      nextRootCheck = nanoClock.getAsLong() + ROOT_CHECK;
      try {
        end();
      } catch (RuntimeException | Error onTop) {
        e.addSuppressed(onTop);
      }
      outbox.notice(
          WatchNotice.Kind.FAILED, BytePath.ROOT, "watching failed and begins anew: " + e);
    }
  }

  private void turn() throws InterruptedException {
    Tracker current = tracker;
    long asked = nanoClock.getAsLong();
    long wait = Math.max(0, nextRootCheck - asked);
    byte[] chunk = handover.take(current == null ? wait : current.untilNext(asked, wait));
    long now = nanoClock.getAsLong();
    if (current != null) {
      if (chunk != null) {
        current.take(chunk, now);
      }
      current.doDuties(now, handover.isEmpty());
    }
    boolean gone = current != null && current.isRootGone();
    if (gone || now - nextRootCheck >= 0) {
      nextRootCheck = now + ROOT_CHECK;
      checkRoot(gone, now);
    }
    Coverage covered = coverage;
    watches = covered == null ? 0 : covered.size();
    outbox.flush();
  }

  private void checkRoot(boolean gone, long now) {
    Coverage covered = coverage;
    if (covered == null) {
      comeBack();
    } else if (gone || !covered.leadsTo(covered.root())) {
      end();
      outbox.notice(
          WatchNotice.Kind.ROOT_GONE,
          BytePath.ROOT,
          rootPath
              + " was removed, renamed or unmounted; watching goes on when it is there again,"
              + " nothing is taken for deleted meanwhile");
      comeBack();
    } else if (!unwatched.isEmpty() && now - nextRetry >= 0) {
      nextRetry = now + RETRY;
      covered.retryUnwatched();
    }
  }

  private void comeBack() {
    try {
      begin();
    } catch (IOException e) {
      end();
      return; // Not yet; the next check tries again.
    }
    outbox.notice(WatchNotice.Kind.ROOT_BACK, BytePath.ROOT, rootPath + " is watched again");
    outbox.change(new Change.Tree(BytePath.ROOT));
  }

  private void end() {
    Coverage covered = coverage;
    coverage = null;
    tracker = null;
    watches = 0;
    if (covered != null) {
      covered.close();
    }
  }
}
