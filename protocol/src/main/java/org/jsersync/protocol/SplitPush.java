package org.jsersync.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Brings over a whole tree by several sessions at once. The first one makes the directories at the
 * top equal, by themselves; then each session takes subtrees, share by share, as it gets done. A
 * daemon that has no place for so many gets fewer. Files whose names went by different sessions are
 * linked by a last one; where these are many, one session does it all.
 */
final class SplitPush {
  /** So that a session which had small subtrees can take more. */
  private static final int SHARES_PER_SESSION = 4;

  /** A daemon that was just left may count the session that ended for a moment, milliseconds. */
  private static final long[] PAUSES = {50, 100, 200, 400, 800};

  private final Function<PushRequest, PushReport> single;
  private final PushRequest request;
  private final SourceTree source;
  private final int sessions;
  private final Deque<List<BytePath>> shares = new ArrayDeque<>();
  private final List<Thread> workers = new ArrayList<>();
  private final TornLinks links = new TornLinks();
  private final MergedReport merged = new MergedReport();
  private final AtomicInteger begun = new AtomicInteger();
  private int working;

  /**
   * A push to be dealt out.
   *
   * @param single a push by one session; called by several threads at once
   * @param source the request's source root; safe for use by several threads
   * @param sessions at most so many at a time
   */
  SplitPush(
      Function<PushRequest, PushReport> single,
      PushRequest request,
      SourceTree source,
      int sessions) {
    this.single = single;
    this.request = request;
    this.source = source;
    this.sessions = sessions;
  }

  /**
   * Whether a push can be dealt out: all of a tree, with no bound or place that is one for all, and
   * nothing decided by what is above a subtree.
   */
  static boolean suits(PushRequest request) {
    PushOptions options = request.options();
    return request.selection() instanceof Selection.Contents
        && options.has(PushFlag.RECURSIVE)
        && options.bandwidthLimitKib() == 0
        && options.maxDelete() == null
        && !options.has(PushFlag.DRY_RUN)
        && !options.has(PushFlag.ONE_FILE_SYSTEM)
        && !options.has(PushFlag.PRUNE_EMPTY_DIRS)
        && !options.has(PushFlag.DELETE_EXCLUDED)
        && !options.has(PushFlag.DELAY_UPDATES)
        && !options.has(PushFlag.MKPATH);
  }

  PushReport run() {
    int most = sessions * SHARES_PER_SESSION;
    Shares dealt = Shares.of(source, request.options().filter(), sessions, most);
    if (dealt.subtrees().size() < 2) {
      return single.apply(request);
    }
    Selection top = new Selection.Names(List.of(), List.of(), List.of(), dealt.top());
    merged.add(push(top, unacknowledged()), 0);
    if (merged.failure() != null) {
      return merged.report();
    }
    shares.addAll(dealt.subtrees());
    work();
    if (links.areTooMany() && !Thread.currentThread().isInterrupted()) {
      return single.apply(request);
    }
    List<BytePath> torn = links.names();
    if (!torn.isEmpty() && merged.failure() == null) {
      Selection names = new Selection.Names(torn, List.of(), List.of(), List.of());
      merged.addAgain(pushPatiently(names, unacknowledged()));
    }
    return merged.report();
  }

  /** It is clean or not: what has to be tried again, a comparison does not need to know by name. */
  private PushOptions unacknowledged() {
    return request.options().toBuilder().set(PushFlag.NO_ACKNOWLEDGE).build();
  }

  private PushReport push(Selection selection, PushOptions options) {
    PushListener heard =
        new SharedListener(request.listener(), begun.incrementAndGet(), this::link);
    return single.apply(
        new PushRequest(
            request.target(),
            request.password(),
            request.sourceRoot(),
            selection,
            options,
            heard,
            request.keepsItems()));
  }

  private void work() {
    working = Math.min(sessions, shares.size());
    for (int i = 0; i < working; i++) {
      // They read files, by calls that would pin a carrier.
      workers.add(
          Thread.ofPlatform().daemon().name("rsync-share-" + (i + 1)).unstarted(this::takeShares));
    }
    workers.forEach(Thread::start);
    join();
  }

  private void join() {
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException _) {
          // A session that is interrupted breaks off.
          interrupted = true;
          workers.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeShares() {
    for (List<BytePath> share = next(); share != null; share = next()) {
      Selection subtrees = new Selection.Subtrees(share);
      PushReport report = push(subtrees, request.options());
      if (isFull(report)) {
        if (giveBack(share)) {
          return;
        }
        report = pushPatiently(subtrees, request.options());
      }
      take(share, report);
    }
  }

  /** For who needs but the one place that the daemon had a moment ago. */
  private PushReport pushPatiently(Selection selection, PushOptions options) {
    PushReport report = push(selection, options);
    for (int i = 0; isFull(report) && i < PAUSES.length; i++) {
      pause(PAUSES[i]);
      report = push(selection, options);
    }
    return report;
  }

  private static boolean isFull(PushReport report) {
    RsyncException failure = report.failure();
    return failure != null && failure.kind() == RsyncException.Kind.BUSY;
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing more is begun after a failure. */
  private synchronized @Nullable List<BytePath> next() {
    boolean goesOn = merged.failure() == null && !links.areTooMany();
    List<BytePath> share = goesOn ? shares.poll() : null;
    working -= share == null ? 1 : 0;
    return share;
  }

  /** A worker that finds no place at the daemon leaves its share to others, if there are any. */
  private synchronized boolean giveBack(List<BytePath> share) {
    if (working == 1) {
      return false;
    }
    working--;
    shares.addFirst(share);
    return true;
  }

  private synchronized void take(List<BytePath> share, PushReport report) {
    merged.add(report, directories(share));
  }

  /** The directories of a share, and those above them, were listed by the first session. */
  private static int directories(List<BytePath> share) {
    Set<BytePath> listed = new HashSet<>();
    for (BytePath directory : share) {
      for (BytePath up = directory; up != null; up = up.parent()) {
        listed.add(up);
      }
    }
    return listed.size();
  }

  private void link(int session, BytePath path, long device, long inode) {
    if (request.options().has(PushFlag.HARD_LINKS)) {
      synchronized (this) {
        links.add(session, path, device, inode);
        if (links.areTooMany()) {
          workers.forEach(Thread::interrupt);
        }
      }
    }
  }
}
