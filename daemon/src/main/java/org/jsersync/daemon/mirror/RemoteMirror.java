package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jsersync.daemon.mirror.MirrorListener.Summary;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * Keeps one remote equal to the source, on a thread of its own, so that a remote that is down or
 * slow delays no other. It is a platform thread: reading files by native calls would pin a carrier.
 *
 * <p>No delay is built in: a change goes out at once if the remote is free; while a batch is in
 * flight, changes gather, and the next batch takes them all. The agenda is guarded by the lock, and
 * changed by other threads only through {@link #add} and the other signals; what only this thread
 * changes in it, this thread reads without the lock while it plans a batch.
 *
 * <p>A defect of ours must not end the mirror: it is told like any failure, and what it may have
 * lost is compared after the usual delay.
 */
final class RemoteMirror {
  /** Most names of one batch whose failure is told. */
  private static final int SHOWN = 10;

  private final RsyncTarget target;
  private final Agenda agenda;
  private final BatchSender sender;
  private final MirrorListener listener;
  private final Runnable afterBatch;
  private final LongSupplier clock;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Failures failures = new Failures();
  private final long begun;
  private long confirmed;
  private long sessions;
  private long broken;
  private long bytes;

  /**
   * A remote's part of the engine; {@link #start} sets it going.
   *
   * @param afterBatch run after each batch, on the remote's thread
   * @param clock nanoseconds, in step with {@link System#nanoTime}
   */
  RemoteMirror(
      RsyncTarget target,
      Agenda agenda,
      BatchSender sender,
      MirrorListener listener,
      Runnable afterBatch,
      LongSupplier clock) {
    this.target = target;
    this.agenda = agenda;
    this.sender = sender;
    this.listener = listener;
    this.afterBatch = afterBatch;
    this.clock = clock;
    this.begun = clock.getAsLong();
    this.thread = Thread.ofPlatform().daemon().name("mirror " + target).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Names that may differ from now on. */
  void add(List<Dirty> changes) {
    signal(() -> changes.forEach(agenda::add));
  }

  /** The source is gone. */
  void hold(String reason) {
    signal(() -> agenda.hold(reason, clock.getAsLong()));
  }

  /** The source is back. */
  void release() {
    signal(() -> agenda.release(clock.getAsLong()));
  }

  /** A directory that cannot be watched. */
  void compareRegularly(BytePath directory) {
    signal(() -> agenda.compareRegularly(directory, clock.getAsLong()));
  }

  /** No batch is begun any more; the one in flight goes on. */
  void stop() {
    signal(agenda::stop);
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      change.run();
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the batch in flight after {@link #stop}, and breaks it off when the time is over.
   *
   * @return whether the thread ended
   */
  boolean join(Duration grace, Duration afterwards) throws InterruptedException {
    if (!thread.join(grace)) {
      thread.interrupt();
      return thread.join(afterwards);
    }
    return true;
  }

  /** Names that the remote has not confirmed. */
  private int pending() {
    lock.lock();
    try {
      return agenda.pending();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (List<Dirty> batch = await(); !batch.isEmpty(); batch = await()) {
        try {
          settle(batch, send(batch));
          afterBatch.run();
        } catch (RuntimeException | Error e) {
          stumble(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
    listener.stopped(target, summary());
  }

  /** The next batch as soon as there is one; empty when the engine was stopped. */
  private List<Dirty> await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!(agenda.state() instanceof RemoteState.Stopped)) {
        long now = clock.getAsLong();
        List<Dirty> batch = agenda.next(now);
        if (!batch.isEmpty()) {
          return batch;
        }
        long wakeAt = agenda.wakeAt();
        if (wakeAt == Long.MAX_VALUE) {
          work.await();
        } else {
          work.awaitNanos(wakeAt - now);
        }
      }
      return List.of();
    } finally {
      lock.unlock();
    }
  }

  private Outcome send(List<Dirty> batch) {
    try {
      return sender.send(batch);
    } catch (RuntimeException | Error e) {
      return Outcome.broken(batch, defect(e));
    }
  }

  private static RsyncException defect(Throwable cause) {
    return new RsyncException(RsyncException.Kind.LOCAL, "internal error: " + cause, cause);
  }

  /** The outcome of a batch was not taken in, or not wholly. */
  private void stumble(Throwable cause) {
    RsyncException failure = defect(cause);
    RemoteState state;
    long now = clock.getAsLong();
    lock.lock();
    try {
      agenda.stumble(failure, now);
      state = agenda.state();
    } finally {
      lock.unlock();
    }
    broken++;
    tellFailure(Outcome.broken(List.of(), failure), state, now);
  }

  private void settle(List<Dirty> batch, Outcome outcome) {
    long now = clock.getAsLong();
    boolean wasSynced = agenda.isSynced();
    List<Outcome.Later> firstFailures;
    RemoteState state;
    lock.lock();
    try {
      firstFailures = agenda.settle(outcome, now);
      state = agenda.state();
    } finally {
      lock.unlock();
    }
    count(outcome);
    tell(batch, outcome, wasSynced, now);
    tellFailure(outcome, state, now);
    for (Outcome.Later later : firstFailures.subList(0, Math.min(firstFailures.size(), SHOWN))) {
      listener.nameFailed(target, later.change().path(), later.reason());
    }
    if (firstFailures.size() > SHOWN) {
      listener.message(target, (firstFailures.size() - SHOWN) + " more names failed");
    }
  }

  private void count(Outcome outcome) {
    confirmed += outcome.confirmed().size();
    sessions += outcome.sessions();
    bytes += outcome.bytes();
    if (outcome.failure() != null) {
      broken++;
    }
  }

  private void tell(List<Dirty> batch, Outcome outcome, boolean wasSynced, long now) {
    Outcome.Compared compared = outcome.compared();
    if (compared != null && !wasSynced) {
      listener.firstSyncFinished(
          target,
          compared.stats().files().total(),
          compared.stats().transferred(),
          compared.stats().bytesSent(),
          Duration.ofNanos(now - begun));
    } else if (!outcome.confirmed().isEmpty()) {
      long longest = 0;
      for (Dirty change : batch) {
        longest = Math.max(longest, now - change.since());
      }
      listener.confirmed(target, outcome.confirmed().size(), Duration.ofNanos(longest));
    }
  }

  private void tellFailure(Outcome outcome, RemoteState state, long now) {
    Duration next = Duration.ofNanos(Math.max(0, state.notBefore() - now));
    if (outcome.held() != null) {
      if (failures.isNew(outcome.held(), now)) {
        listener.failed(target, outcome.held(), Remedy.ofMissingSource(next));
      }
    } else if (outcome.failure() != null) {
      String problem = String.valueOf(outcome.failure().getMessage());
      if (failures.isNew(problem, now) && !(state instanceof RemoteState.Stopped)) {
        listener.failed(target, problem, Remedy.of(outcome.failure(), next));
      }
    } else if (outcome.sessions() > 0) {
      long since = failures.since();
      int count = failures.clear();
      if (count > 0) {
        listener.recovered(target, count, Duration.ofNanos(now - since));
      }
    }
  }

  private Summary summary() {
    int undeleted = agenda.undeleted();
    return new Summary(confirmed, sessions, broken, bytes, pending(), undeleted, agenda.isSynced());
  }
}
