package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Retry;
import org.jsersync.protocol.file.BytePath;

/**
 * What one remote is still to be told, and when it may be told: the change set, what is to be tried
 * again, and the comparisons that are due. Knows no thread and no clock: time comes as a parameter,
 * nanoseconds. Used by one thread at a time, except for what one thread alone changes: {@link
 * #next} and {@link #settle} are its, so without a lock it may ask {@link #isFailing} and {@link
 * #isSynced}, which nothing else changes.
 */
final class Agenda {
  /** Directories that are compared one by one. */
  private static final int MOST_UNWATCHED = 1_000;

  private final MirrorSettings settings;
  private final ChangeSet dirty;
  private final Retries retries;
  private final Backoff backoff;
  private final Schedule compareAll;
  private final Schedule compareUnwatched;
  private final Set<BytePath> unwatched = new HashSet<>();
  private RemoteState state = new RemoteState.FirstSync();
  private boolean synced;
  private int inFlight;

  /**
   * An empty agenda.
   *
   * @param initialSync whether it begins with a comparison of everything
   */
  Agenda(MirrorSettings settings, RandomGenerator random, boolean initialSync, long now) {
    this.settings = settings;
    this.dirty = new ChangeSet(settings.maxDirty());
    this.backoff = new Backoff(settings.retryFirst(), settings.retryLongest(), random);
    this.retries =
        new Retries(
            settings.maxDirty(),
            new Backoff(
                settings.retryFirst().multipliedBy(2), settings.nameRetryLongest(), random));
    this.compareAll = new Schedule();
    this.compareUnwatched = new Schedule();
    if (initialSync) {
      compareAll(now);
    } else {
      synced = true;
      state = new RemoteState.Live();
    }
  }

  void add(Dirty change) {
    dirty.add(change);
  }

  void compareAll(long now) {
    dirty.add(new Dirty(BytePath.ROOT, What.TREE, now));
  }

  /** A directory that nobody watches: it is compared from time to time; too many are everything. */
  void compareRegularly(BytePath directory, long now) {
    if (directory.isEmpty() || unwatched.size() >= MOST_UNWATCHED) {
      unwatched.clear();
      unwatched.add(BytePath.ROOT);
    } else if (!unwatched.contains(BytePath.ROOT)) {
      unwatched.add(directory);
    }
    compareUnwatched.repeat(settings.compareUnwatched(), now);
  }

  /** The source is gone; nothing is sent, and above all nothing deleted. */
  void hold(String reason, long now) {
    if (state instanceof RemoteState.Stopped) {
      return;
    }
    state = new RemoteState.Held(reason, now + settings.probe().toNanos());
  }

  /** The source is back. */
  void release(long now) {
    if (state instanceof RemoteState.Held) {
      state = free();
    }
    compareAll(now);
  }

  void stop() {
    state = new RemoteState.Stopped();
  }

  /** The next batch; empty if there is none, or not yet. */
  List<Dirty> next(long now) {
    if (now < state.notBefore()) {
      return List.of();
    }
    retries.takeDue(now).forEach(dirty::add);
    if (compareAll.takeDue(now)) {
      compareAll(now);
    }
    if (compareUnwatched.takeDue(now)) {
      unwatched.forEach(directory -> dirty.add(new Dirty(directory, What.TREE, now)));
    }
    List<Dirty> batch = dirty.take(batchNames());
    inFlight = batch.size();
    return batch;
  }

  /**
   * A session that broke off may have done so because of one of its names: smaller ones find it.
   */
  private int batchNames() {
    boolean byContent =
        state instanceof RemoteState.Waiting waiting && isMaybeByContent(waiting.failure());
    int shift = byContent ? 3 * (state.failures() - 1) : 0;
    return Math.max(1, settings.batchNames() >> Math.min(shift, 30));
  }

  private static boolean isMaybeByContent(RsyncException failure) {
    return switch (failure.kind()) {
      case PROTOCOL, STREAM, REMOTE, LOCAL, TIMEOUT -> true;
      default -> false;
    };
  }

  /** When {@link #next} is to be asked again if nothing is added; {@link Long#MAX_VALUE}: never. */
  long wakeAt() {
    long work =
        dirty.isEmpty()
            ? Math.min(retries.earliest(), Math.min(compareAll.due(), compareUnwatched.due()))
            : Long.MIN_VALUE;
    return Math.max(work, state.notBefore());
  }

  /**
   * Takes in what became of the batch.
   *
   * @return the names that failed for the first time in a row
   */
  List<Later> settle(Outcome outcome, long now) {
    boolean alone = inFlight == 1;
    inFlight = 0;
    outcome.found().forEach(dirty::add);
    List<Later> firstFailures = new ArrayList<>();
    for (Later later : outcome.later()) {
      if (retries.add(later, now)) {
        firstFailures.add(later);
      }
    }
    // After those that failed: a directory that is done takes with it what is not to be tried
    // again.
    outcome.confirmed().forEach(retries::confirmed);
    RsyncException failure = outcome.failure();
    if (failure != null && alone && isMaybeByContent(failure)) {
      outcome.again().forEach(change -> retryAlone(change, failure, now));
    } else {
      outcome.again().forEach(dirty::add);
    }
    if (outcome.compared() != null) {
      synced = true;
      if (!outcome.compared().clean()) {
        compareAll.once(now + settings.compareUnwatched().toNanos());
      }
    }
    if (!(state instanceof RemoteState.Stopped)) {
      state = after(outcome, now);
    }
    return firstFailures;
  }

  /** Nobody knows what became of the batch. */
  void stumble(RsyncException failure, long now) {
    settle(Outcome.broken(List.of(new Dirty(BytePath.ROOT, What.TREE, now)), failure), now);
  }

  private void retryAlone(Dirty change, RsyncException failure, long now) {
    if (change.path().isEmpty()) {
      dirty.add(change);
    } else {
      retries.add(new Later(change, Outcome.Why.FAILED, String.valueOf(failure.getMessage())), now);
    }
  }

  private RemoteState after(Outcome outcome, long now) {
    if (outcome.held() != null) {
      return new RemoteState.Held(outcome.held(), now + settings.probe().toNanos());
    }
    RsyncException failure = outcome.failure();
    if (failure == null) {
      // The source may have gone while the batch was in flight.
      return state instanceof RemoteState.Held held && now < held.until() ? held : free();
    }
    int failures = state.failures() + 1;
    return failure.retry() == Retry.NEVER
        ? new RemoteState.Refused(failure, failures, now + settings.probe().toNanos())
        : new RemoteState.Waiting(failure, failures, now + backoff.delay(failures));
  }

  private RemoteState free() {
    return synced ? new RemoteState.Live() : new RemoteState.FirstSync();
  }

  RemoteState state() {
    return state;
  }

  /** Whether a comparison of everything came to its end once; changed by settle only. */
  boolean isSynced() {
    return synced;
  }

  /** Names that the remote has not confirmed, as far as they are known by name. */
  int pending() {
    return dirty.size() + retries.waiting() + inFlight;
  }

  /** Those of them that the remote refuses to delete. */
  int undeleted() {
    return retries.refused();
  }

  /** Whether a name failed and waits to be tried again; changed by next and settle only. */
  boolean isFailing(BytePath path) {
    return retries.isWaiting(path);
  }

  /** Times when something is due: once, or again and again. */
  private static final class Schedule {
    private long due = Long.MAX_VALUE;
    private long every;

    void repeat(Duration every, long now) {
      this.every = every.toNanos();
      due = Math.min(due, now + this.every);
    }

    void once(long at) {
      due = Math.min(due, at);
    }

    boolean takeDue(long now) {
      if (now < due) {
        return false;
      }
      due = every == 0 ? Long.MAX_VALUE : now + every;
      return true;
    }

    long due() {
      return due;
    }
  }
}
