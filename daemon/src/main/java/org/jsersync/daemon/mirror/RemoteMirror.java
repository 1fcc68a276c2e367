package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jsersync.daemon.mirror.MirrorListener.Summary;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one remote equal to the source, on threads of its own, so that a remote that is down or
 * slow delays no other. They are platform threads: reading files by native calls would pin a
 * carrier.
 *
 * <p>Each lane is a thread that takes a batch from the agenda, sends it, and brings back what
 * became of it. No delay is built in: a change goes out at once if the remote is free; while a
 * batch is in flight, changes gather, and the next batch takes them all; the agenda says when
 * another lane pays. A lane is started when it is first needed. The agenda is guarded by the lock.
 *
 * <p>A defect of ours must not end the mirror: it is told like any failure, and what it may have
 * lost is compared after the usual delay.
 */
final class RemoteMirror implements ConfirmedPaths.Remote {
  /** Most names of one batch whose failure is told. */
  private static final int SHOWN = 10;

  private final RsyncTarget target;
  private final Agenda agenda;
  private final int mostLanes;
  private final Supplier<BatchSender> senders;
  private final MirrorListener listener;
  private final Ends ends;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final List<Thread> lanes = new ArrayList<>();
  private final Failures failures = new Failures();
  private final long begun;
  private long changes;
  private int idle;
  private int running;
  private long confirmed;
  private long sessions;
  private long broken;
  private long bytes;

  /**
   * What else is to be done.
   *
   * @param ofBatch after each batch, on its lane's thread
   * @param ofAll after the last one
   */
  record Ends(Runnable ofBatch, Runnable ofAll) {}

  /**
   * A remote's part of the engine; {@link #start} sets it going.
   *
   * @param mostLanes how many threads it has at most
   * @param senders makes one for each lane
   * @param clock nanoseconds, in step with {@link System#nanoTime}
   */
  RemoteMirror(
      RsyncTarget target,
      Agenda agenda,
      int mostLanes,
      Supplier<BatchSender> senders,
      MirrorListener listener,
      Ends ends,
      LongSupplier clock) {
    this.target = target;
    this.agenda = agenda;
    this.mostLanes = mostLanes;
    this.senders = senders;
    this.listener = listener;
    this.ends = ends;
    this.clock = clock;
    this.begun = clock.getAsLong();
  }

  void start() {
    lock.lock();
    try {
      startLane();
    } finally {
      lock.unlock();
    }
  }

  private void startLane() {
    String name = "mirror " + target + (lanes.isEmpty() ? "" : " " + (lanes.size() + 1));
    Thread lane = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    lanes.add(lane);
    running++;
    lane.start();
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

  @Override
  public List<Standing> standings(List<PendingPaths.Entry> names) {
    lock.lock();
    try {
      return names.stream()
          .map(name -> agenda.standing(name.changed.path(), name.first, name.since))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** No batch is begun any more; the one in flight goes on. */
  void stop() {
    signal(agenda::stop);
  }

  /** Whether somebody is there to send what changes; asks for the lock that all of it needs. */
  boolean isAlive() {
    lock.lock();
    try {
      return running > 0;
    } finally {
      lock.unlock();
    }
  }

  /** It is time to compare everything. */
  void compareScheduled() {
    boolean begins;
    lock.lock();
    try {
      begins = agenda.compareScheduled(clock.getAsLong());
      callALane();
    } finally {
      lock.unlock();
    }
    if (!begins) {
      listener.fullSyncDropped(target);
    }
  }

  /** Whatever waits for its time is to be tried now. */
  void tryNow() {
    signal(() -> agenda.hurry(clock.getAsLong()));
  }

  /** Moves whenever {@link #undelivered} may have something else to tell than before. */
  long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * What could not be delivered so far.
   *
   * @param most records
   * @param time the wall clock's now
   */
  PendingNames undelivered(int most, Instant time) {
    Undelivered gathered;
    lock.lock();
    try {
      gathered = new Undelivered(agenda.hindrance(), clock.getAsLong());
      agenda.tell(gathered);
    } finally {
      lock.unlock();
    }
    return gathered.names(target, most, time);
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      change.run();
      changes++;
      callALane();
    } finally {
      lock.unlock();
    }
  }

  /** Somebody is to look what can be done, now or in a while. */
  private void callALane() {
    if (agenda.state() instanceof RemoteState.Stopped) {
      work.signalAll();
    } else if (agenda.wakeAt() == Long.MAX_VALUE) {
      return; // Whoever is busy looks for itself when it is done.
    } else if (idle > 0) {
      work.signal();
    } else if (running > 0 && lanes.size() < mostLanes) {
      startLane();
    }
  }

  /**
   * Waits for the batch in flight after {@link #stop}, and breaks it off when the time is over.
   *
   * @return whether the thread ended
   */
  boolean join(Duration grace, Duration afterwards) throws InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    boolean all = true;
    for (Thread lane : lanes()) {
      if (!lane.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
        lane.interrupt();
        all &= lane.join(afterwards);
      }
    }
    return all;
  }

  private List<Thread> lanes() {
    lock.lock();
    try {
      return List.copyOf(lanes);
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    BatchSender sender = senders.get();
    try {
      for (Flight flight = await(); flight != null; flight = await()) {
        try {
          settle(flight, send(flight, sender));
          ends.ofBatch().run();
        } catch (RuntimeException | Error e) {
          stumble(flight, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isLast()) {
      ends.ofAll().run();
      listener.stopped(target, summary());
    }
  }

  private boolean isLast() {
    lock.lock();
    try {
      running--;
      return running == 0;
    } finally {
      lock.unlock();
    }
  }

  /** The next batch as soon as there is one; null when the engine was stopped. */
  private @Nullable Flight await() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!(agenda.state() instanceof RemoteState.Stopped)) {
        long now = clock.getAsLong();
        Flight flight = agenda.next(now);
        if (flight != null) {
          callALane();
          return flight;
        }
        idle++;
        try {
          long wakeAt = agenda.wakeAt();
          if (wakeAt == Long.MAX_VALUE) {
            work.await();
          } else {
            work.awaitNanos(wakeAt - now);
          }
        } finally {
          idle--;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private Outcome send(Flight flight, BatchSender sender) {
    try {
      return sender.send(flight.batch, new FlightLane(flight));
    } catch (RuntimeException | Error e) {
      return Outcome.broken(flight.batch, defect(e));
    }
  }

  private static RsyncException defect(Throwable cause) {
    return new RsyncException(RsyncException.Kind.LOCAL, "internal error: " + cause, cause);
  }

  /** The outcome of a batch was not taken in, or not wholly. */
  private void stumble(Flight flight, Throwable cause) {
    RsyncException failure = defect(cause);
    RemoteState state;
    long now = clock.getAsLong();
    lock.lock();
    try {
      agenda.stumble(flight, failure, now);
      changes++;
      state = agenda.state();
      broken++;
    } finally {
      lock.unlock();
    }
    tellFailure(Outcome.broken(List.of(), failure), failure, state, now);
  }

  private void settle(Flight flight, Outcome outcome) {
    long now = clock.getAsLong();
    boolean wasSynced;
    Agenda.Settled settled;
    RemoteState state;
    lock.lock();
    try {
      wasSynced = agenda.isSynced();
      settled = agenda.settle(flight, outcome, now);
      changes++;
      state = agenda.state();
      count(outcome, settled);
    } finally {
      lock.unlock();
    }
    tell(flight, outcome, wasSynced, now);
    tellFailure(outcome, settled.failure(), state, now);
    List<Outcome.Later> firstFailures = settled.firstFailures();
    for (Outcome.Later later : firstFailures.subList(0, Math.min(firstFailures.size(), SHOWN))) {
      listener.nameFailed(target, later.change().path(), later.reason());
    }
    if (firstFailures.size() > SHOWN) {
      listener.message(target, (firstFailures.size() - SHOWN) + " more names failed");
    }
  }

  private void count(Outcome outcome, Agenda.Settled settled) {
    confirmed += outcome.confirmed().size();
    sessions += outcome.sessions();
    bytes += outcome.bytes();
    if (settled.failure() != null) {
      broken++;
    }
  }

  private void tell(Flight flight, Outcome outcome, boolean wasSynced, long now) {
    Outcome.Compared compared = outcome.compared();
    if (flight.scheduled) {
      if (compared != null) {
        Duration took = Duration.ofNanos(now - flight.begun);
        listener.fullSyncFinished(
            target,
            compared.stats().files().total(),
            compared.stats().transferred(),
            compared.stats().deleted().total(),
            took);
      }
    } else if (compared != null && !wasSynced) {
      listener.firstSyncFinished(
          target,
          compared.stats().files().total(),
          compared.stats().transferred(),
          compared.stats().bytesSent(),
          Duration.ofNanos(now - begun));
    } else if (!outcome.confirmed().isEmpty() && !flight.told) {
      tellConfirmed(flight, outcome.confirmed().size(), now);
    }
  }

  private void tellConfirmed(Flight flight, int names, long now) {
    long longest = 0;
    for (Dirty change : flight.batch) {
      longest = Math.max(longest, now - change.since());
    }
    listener.confirmed(target, names, Duration.ofNanos(longest));
  }

  private void tellFailure(
      Outcome outcome, @Nullable RsyncException failure, RemoteState state, long now) {
    Duration next = Duration.ofNanos(Math.max(0, state.notBefore() - now));
    if (outcome.held() != null) {
      if (failures.isNew(outcome.held(), now)) {
        listener.failed(target, outcome.held(), Remedy.ofMissingSource(next));
      }
    } else if (failure != null) {
      String problem = String.valueOf(failure.getMessage());
      if (failures.isNew(problem, now) && !(state instanceof RemoteState.Stopped)) {
        listener.failed(target, problem, Remedy.of(target, failure, next));
      }
    } else if (outcome.failure() == null && outcome.sessions() > 0) {
      long since = failures.since();
      int count = failures.clear();
      if (count > 0) {
        listener.recovered(target, count, Duration.ofNanos(now - since));
      }
    }
  }

  private Summary summary() {
    lock.lock();
    try {
      int undeleted = agenda.undeleted();
      return new Summary(
          confirmed, sessions, broken, bytes, agenda.pending(), undeleted, agenda.isSynced());
    } finally {
      lock.unlock();
    }
  }

  /** What a flight may ask and tell while others are in the air. */
  private final class FlightLane implements Lane {
    private final Flight flight;

    FlightLane(Flight flight) {
      this.flight = flight;
    }

    @Override
    public boolean isScheduled() {
      return flight.scheduled;
    }

    @Override
    public boolean setsLargeAside() {
      lock.lock();
      try {
        return agenda.setsLargeAside(flight);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean isSynced() {
      lock.lock();
      try {
        return agenda.isSynced();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean isFailing(BytePath path) {
      lock.lock();
      try {
        return agenda.isFailing(path);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public boolean link(List<BytePath> others) {
      lock.lock();
      try {
        return agenda.link(flight, others);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void acknowledged(BytePath path) {
      boolean all;
      lock.lock();
      try {
        all = agenda.acknowledged(flight, path);
        if (all) {
          callALane();
        }
      } finally {
        lock.unlock();
      }
      if (all) {
        flight.told = true;
        tellConfirmed(flight, flight.batch.size(), clock.getAsLong());
      }
    }
  }
}
