package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jsersync.daemon.mirror.Flight.Kind;
import org.jsersync.daemon.mirror.Outcome.Later;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Retry;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * What one remote is still to be told, and when it may be told: the change set, what is to be tried
 * again, the comparisons that are due, and how many batches may be in flight at once. Knows no
 * thread and no clock: time comes as a parameter, nanoseconds. Used by one thread at a time.
 */
final class Agenda {
  /** Directories that are compared one by one. */
  private static final int MOST_UNWATCHED = 1_000;

  /** So many names are worth a session beside another one. */
  private static final int WORTH_A_SESSION = 200;

  /** So long a few names wait for the session before to end, nanoseconds. */
  private static final long PATIENCE = 20_000_000L;

  private static final long NONE = Long.MIN_VALUE;

  private final MirrorSettings settings;
  private final ChangeSet dirty;

  /** Large files, which go out one by one, beside the rest. */
  private final ChangeSet large;

  /** What was sent while everything was compared, by a list that did not know of it. */
  private final ChangeSet besideComparison;

  private final HotFiles hot = new HotFiles();
  private final WaitingMoves moves = new WaitingMoves();
  private final Flights flights = new Flights();

  /** Names that go with another flight's links. */
  private final List<Dirty> awaitingLinks = new ArrayList<>();

  private final Retries retries;
  private final Backoff backoff;
  private final Schedule compareAll;
  private final Schedule compareUnwatched;
  private final Set<BytePath> unwatched = new HashSet<>();
  private RemoteState state = new RemoteState.FirstSync();
  private boolean synced;
  private int failures;
  private int mostSessions;
  private long fewerUntil;

  /** When the schedule asked for a comparison that was not begun yet; {@link #NONE}: it did not. */
  private long scheduledSince = NONE;

  /** Why nothing goes out any more. */
  private String stoppedBy = "";

  /**
   * An empty agenda.
   *
   * @param initialSync whether it begins with a comparison of everything
   */
  Agenda(MirrorSettings settings, RandomGenerator random, boolean initialSync, long now) {
    this.settings = settings;
    this.mostSessions = settings.sessions();
    this.dirty = new ChangeSet(settings.maxDirty());
    this.large = new ChangeSet(settings.maxDirty());
    this.besideComparison = new ChangeSet(settings.maxDirty());
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

  /** A change that was told; moves come in their order, and after what was before them. */
  void add(Dirty change) {
    BytePath from = change.origin();
    boolean inFlight = from != null && (flights.touches(from) || flights.touches(change.path()));
    boolean early = inFlight || moves.holds(change);
    if (early && moves.size() < settings.maxDirty()) {
      moves.add(change);
    } else if (from == null) {
      dirty.add(change);
    } else {
      move(from, change, !early);
    }
  }

  /** What waits under the old name is known before the move is. */
  private void move(BytePath from, Dirty change, boolean known) {
    retries.takeBelow(from).forEach(dirty::add);
    hot.takeBelow(from).forEach(dirty::add);
    large.takeBelow(from).forEach(dirty::add);
    besideComparison.takeBelow(from).forEach(dirty::add);
    awaitingLinks.forEach(dirty::add);
    awaitingLinks.clear();
    // A comparison by an older list may write there what is new under the old name.
    boolean compared = flights.count(Kind.EVERYTHING) > 0;
    dirty.move(from, change, known && !compared && !retries.isTreeAbove(from));
  }

  /** Whether everything is compared because changes may have been lost; not for the first time. */
  private boolean isLookingForLost() {
    return synced && flights.comparesUnscheduled();
  }

  private void takeWaitingMoves() {
    moves.takeAll().forEach(this::add);
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

  /**
   * It is time to compare everything, by a schedule that has a filter of its own.
   *
   * @return whether there will be a comparison for that: there is none if one is waiting or under
   *     way already, whatever for
   */
  boolean compareScheduled(long now) {
    if (scheduledSince != NONE || dirty.isEverything() || flights.count(Kind.EVERYTHING) > 0) {
      return false;
    }
    scheduledSince = now;
    return true;
  }

  /** Whether the schedule's comparison was not begun yet, or has to be begun anew. */
  boolean isScheduledDue() {
    return scheduledSince != NONE;
  }

  /** Whatever waits for its time is to be tried now. */
  void hurry(long now) {
    retries.hurry(now);
    state =
        switch (state) {
          case RemoteState.Waiting w -> new RemoteState.Waiting(w.failure(), w.failures(), now);
          case RemoteState.Refused r -> new RemoteState.Refused(r.failure(), r.failures(), now);
          default -> state;
        };
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
    String hindrance = hindrance();
    stoppedBy = hindrance.isEmpty() ? "stopped before it arrived" : hindrance;
    state = new RemoteState.Stopped();
  }

  /** The next batch; null if there is none, or not yet. */
  @Nullable Flight next(long now) {
    if (now < state.notBefore()) {
      return null;
    }
    retries.takeDue(now).forEach(dirty::add);
    hot.takeDue(now).forEach(dirty::add);
    if (compareAll.takeDue(now)) {
      compareAll(now);
    }
    if (compareUnwatched.takeDue(now)) {
      unwatched.forEach(directory -> dirty.add(new Dirty(directory, What.TREE, now)));
    }
    if (now >= fewerUntil) {
      mostSessions = settings.sessions();
    }
    Flight flight = isScheduledFirst() ? nextScheduled(now) : null;
    if (flight == null) {
      flight = nextNames(now);
    }
    if (flight == null) {
      flight = nextScheduled(now);
    }
    if (flight == null && largeAllowedAt() <= now) {
      List<Dirty> batch = large.take(1, flights::conflicts);
      if (!batch.isEmpty()) {
        flight = new Flight(Kind.LARGE, batch, now, failures);
      }
    }
    if (flight != null) {
      flights.begin(flight);
    }
    return flight;
  }

  private @Nullable Flight nextNames(long now) {
    for (Dirty first = dirty.first();
        first != null && namesAllowedAt(first) <= now;
        first = dirty.first()) {
      List<Dirty> batch = dirty.take(batchNames(), this::conflicts);
      if (!batch.isEmpty() && batch.getFirst().isEverything()) {
        return new Flight(Kind.EVERYTHING, batch, now, failures);
      }
      batch.removeIf(change -> hot.hold(change, now));
      if (!batch.isEmpty()) {
        return new Flight(Kind.NAMES, batch, now, failures);
      }
    }
    return null;
  }

  /** With one session at a time, what came first goes first; beside others it holds up nothing. */
  private boolean isScheduledFirst() {
    Dirty first = dirty.first();
    boolean beside = mostSessions > 1 && state.failures() == 0;
    return beside || first == null || scheduledSince - first.since() <= 0;
  }

  private @Nullable Flight nextScheduled(long now) {
    if (scheduledAllowedAt() > now) {
      return null;
    }
    scheduledSince = NONE;
    // What is to be compared anyway, and without a filter, stands for it.
    return dirty.isEverything() ? null : Flight.scheduled(now, failures);
  }

  private long scheduledAllowedAt() {
    boolean waits = scheduledSince != NONE && flights.count(Kind.EVERYTHING) == 0;
    return waits ? largeAllowedAt() : Long.MAX_VALUE;
  }

  private boolean conflicts(Dirty change) {
    return change.isEverything()
        ? flights.count(Kind.EVERYTHING) > 0
        : flights.conflicts(change) || moves.isBelowOldName(change.path());
  }

  /**
   * When a batch of names may be begun: at once if none is in flight; beside others if it is large,
   * or they take long. After a failure one at a time finds out what is the matter.
   */
  private long namesAllowedAt(Dirty first) {
    if (inUse() >= mostSessions) {
      return Long.MAX_VALUE;
    }
    if (state.failures() > 0) {
      return flights.anyBegunAfter(failures) ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    long latest = flights.latestNames();
    if (latest == Long.MIN_VALUE) {
      return Long.MIN_VALUE;
    }
    if (large.isReady() && flights.count(Kind.LARGE) == 0 && inUse() + 1 >= mostSessions) {
      return Long.MAX_VALUE;
    }
    if (first.isEverything()) {
      return Long.MIN_VALUE;
    }
    return dirty.size() >= WORTH_A_SESSION ? Long.MIN_VALUE : latest + PATIENCE;
  }

  /** Sessions held, a comparison's all. */
  private int inUse() {
    return flights.size() + flights.count(Kind.EVERYTHING) * (settings.comparisonSessions() - 1);
  }

  /** One session stays free for small files. */
  private long largeAllowedAt() {
    int others = inUse() - flights.count(Kind.NAMES);
    boolean beside = state.failures() == 0 && inUse() < mostSessions && others + 1 < mostSessions;
    return beside || flights.isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
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

  /** Whether a flight is to leave large files to another one. */
  boolean setsLargeAside(Flight flight) {
    return flight.kind == Kind.NAMES && mostSessions > 1;
  }

  /**
   * A flight is to carry a file with several names.
   *
   * @param others the names of it that were not asked for
   * @return whether it may; if not, the change is {@link Outcome#links} of it
   */
  boolean link(Flight flight, List<BytePath> others) {
    return flights.link(flight, others);
  }

  /**
   * The remote has a name right, before its flight ended.
   *
   * @return whether it has all of the flight's names
   */
  boolean acknowledged(Flight flight, BytePath path) {
    if (!flights.free(flight, path)) {
      return false;
    }
    Dirty change = flight.change(path);
    if (change != null) {
      retries.confirmed(change);
    }
    if (flight.isOpen()) {
      return false;
    }
    takeWaitingMoves();
    dirty.unpark();
    return true;
  }

  private static boolean isMaybeByContent(RsyncException failure) {
    return switch (failure.kind()) {
      case PROTOCOL, STREAM, REMOTE, LOCAL, TIMEOUT -> true;
      default -> false;
    };
  }

  /**
   * When {@link #next} is to be asked again if nothing is added and no flight lands; {@link
   * Long#MAX_VALUE}: never.
   */
  long wakeAt() {
    long due = Math.min(retries.earliest(), hot.earliest());
    due = Math.min(due, Math.min(compareAll.due(), compareUnwatched.due()));
    Dirty first = dirty.first();
    if (first != null) {
      due = Math.min(due, namesAllowedAt(first));
    }
    if (large.isReady()) {
      due = Math.min(due, largeAllowedAt());
    }
    due = Math.min(due, scheduledAllowedAt());
    return Math.max(due, state.notBefore());
  }

  /**
   * What there is to tell of a batch.
   *
   * @param firstFailures the names that failed for the first time in a row
   * @param failure why it broke off, if that is no matter of how many are in flight
   */
  record Settled(List<Later> firstFailures, @Nullable RsyncException failure) {}

  /** Takes in what became of a batch. */
  Settled settle(Flight flight, Outcome outcome, long now) {
    land(flight, outcome, now);
    outcome.found().forEach(dirty::add);
    outcome.large().forEach(large::add);
    if (flights.isLinking()) {
      awaitingLinks.addAll(outcome.links());
    } else {
      outcome.links().forEach(dirty::add);
    }
    List<Later> firstFailures = new ArrayList<>();
    Set<BytePath> failed = new HashSet<>();
    for (Later later : outcome.later()) {
      failed.add(later.change().path());
      if (retries.add(later, now)) {
        firstFailures.add(later);
      }
    }
    // After those that failed: a directory that is done takes with it what is not to be tried
    // again.
    for (Dirty change : outcome.confirmed()) {
      // Of one that was acknowledged, another flight may know more by now; and what one session got
      // right may have failed in the next one, as a directory on the way.
      // A comparison by schedule took up no name that is being tried.
      if (!flight.scheduled
          && !flight.acknowledged.contains(change.path())
          && !failed.contains(change.path())) {
        retries.confirmed(change);
      }
    }
    RsyncException failure = outcome.failure();
    if (failure != null && flight.besideOthers && failure.kind() == RsyncException.Kind.BUSY) {
      // The daemon has no place for so many.
      takeBack(flight, outcome.again(), now);
      mostSessions = Math.max(1, flights.size());
      fewerUntil = now + settings.probe().toNanos();
      if (mostSessions == 1) {
        large.takeAll().forEach(dirty::add);
      }
      takeWaitingMoves();
      return new Settled(firstFailures, null);
    }
    if (failure != null && flight.batch.size() == 1 && isMaybeByContent(failure)) {
      outcome.again().forEach(change -> retryAlone(flight, change, failure, now));
    } else {
      takeBack(flight, outcome.again(), now);
    }
    takeWaitingMoves();
    if (outcome.compared() != null && !flight.scheduled) {
      synced = true;
      if (!outcome.compared().clean()) {
        compareAll.once(now + settings.compareUnwatched().toNanos());
      }
    }
    if (!(state instanceof RemoteState.Stopped)) {
      state = after(flight, outcome, now);
    }
    return new Settled(firstFailures, failure);
  }

  /** What waited for a flight may go, and what others did meanwhile is looked at. */
  private void land(Flight flight, Outcome outcome, long now) {
    for (BytePath directory : flights.land(flight)) {
      dirty.add(new Dirty(directory, What.ATTRIBUTES, now));
    }
    dirty.unpark();
    large.unpark();
    awaitingLinks.forEach(dirty::add);
    awaitingLinks.clear();
    if (flight.besideComparison) {
      outcome.confirmed().forEach(change -> addBesideComparison(change, now));
    }
    if (flights.count(Kind.EVERYTHING) == 0) {
      besideComparison.takeAll().forEach(dirty::add);
    }
    outcome.confirmed().forEach(change -> wasSent(change, flight, now));
    for (Later later : outcome.later()) {
      if (later.why() == Outcome.Why.CHANGING) {
        wasSent(later.change(), flight, now);
      }
    }
  }

  /** A renamed name may be gone again, and its old one back. */
  private void addBesideComparison(Dirty change, long now) {
    if (change.origin() == null) {
      besideComparison.add(new Dirty(change.path(), change.what(), now));
    } else {
      besideComparison.add(new Dirty(change.path(), What.ANEW, now));
      besideComparison.add(new Dirty(change.origin(), What.GONE, now));
    }
  }

  private void wasSent(Dirty change, Flight flight, long now) {
    if (change.what() == What.CONTENT) {
      long took = flight.kind == Kind.LARGE ? now - flight.begun : 0;
      hot.sent(change.path(), flight.begun, took, now);
    }
  }

  /** Nobody knows what became of the batch. */
  void stumble(Flight flight, RsyncException failure, long now) {
    if (flight.scheduled) {
      compareAll(now);
    }
    settle(flight, Outcome.broken(List.of(new Dirty(BytePath.ROOT, What.TREE, now)), failure), now);
  }

  /** What was not done is still dirty; a comparison by schedule is only due again. */
  private void takeBack(Flight flight, List<Dirty> again, long now) {
    if (!flight.scheduled) {
      again.forEach(dirty::add);
    } else if (!again.isEmpty()) {
      scheduledSince = now;
    }
  }

  private void retryAlone(Flight flight, Dirty change, RsyncException failure, long now) {
    if (change.path().isEmpty() || change.isRename()) {
      takeBack(flight, List.of(change), now);
    } else {
      retries.add(new Later(change, Outcome.Why.FAILED, String.valueOf(failure.getMessage())), now);
    }
  }

  private RemoteState after(Flight flight, Outcome outcome, long now) {
    if (outcome.held() != null) {
      return new RemoteState.Held(outcome.held(), now + settings.probe().toNanos());
    }
    RsyncException failure = outcome.failure();
    if (failure == null) {
      // The source may have gone while the batch was in flight; and what was begun before a failure
      // says nothing of what failed.
      boolean held = state instanceof RemoteState.Held && now < state.notBefore();
      boolean outdated = state.failures() > 0 && flight.failuresBefore < failures;
      return held || outdated ? state : free();
    }
    failures++;
    int inARow = state.failures() + 1;
    return failure.retry() == Retry.NEVER
        ? new RemoteState.Refused(failure, inARow, now + settings.probe().toNanos())
        : new RemoteState.Waiting(failure, inARow, now + backoff.delay(inARow));
  }

  private RemoteState free() {
    return synced ? new RemoteState.Live() : new RemoteState.FirstSync();
  }

  RemoteState state() {
    return state;
  }

  /** Whether a comparison of everything came to its end once. */
  boolean isSynced() {
    return synced;
  }

  /** Why the remote takes nothing for now; empty if it does. */
  String hindrance() {
    return switch (state) {
      case RemoteState.FirstSync f -> "";
      case RemoteState.Live l -> "";
      case RemoteState.Waiting w -> String.valueOf(w.failure().getMessage());
      case RemoteState.Refused r -> String.valueOf(r.failure().getMessage());
      case RemoteState.Held h -> h.reason();
      case RemoteState.Stopped s -> stoppedBy;
    };
  }

  /** Tells all that the remote has not confirmed, some of it in pieces. */
  void tell(Undelivered to) {
    dirty.tell(to);
    large.tell(to);
    besideComparison.tell(to);
    awaitingLinks.forEach(to::pending);
    moves.tell(to);
    hot.tell(to);
    flights.tell(to);
    retries.tell(to);
    if (compareAll.due() != Long.MAX_VALUE) {
      Dirty everything = new Dirty(BytePath.ROOT, What.TREE, compareAll.due());
      to.failed(everything, "not all of it got right when everything was compared");
    }
  }

  /** Names that the remote has not confirmed, as far as they are known by name. */
  int pending() {
    return dirty.size()
        + large.size()
        + awaitingLinks.size()
        + moves.size()
        + hot.held()
        + retries.waiting()
        + flights.names();
  }

  /** Those of them that the remote refuses to delete. */
  int undeleted() {
    return retries.refused();
  }

  /**
   * Where a name stands of whose changes was told.
   *
   * @param first when of the first one that counts, nanoseconds
   * @param since when of the last one
   */
  Standing standing(BytePath path, long first, long since) {
    if (dirty.concerns(path)
        || large.concerns(path)
        || flights.carries(path, since)
        || isLookingForLost()
        || hot.holds(path)
        || moves.concerns(path)
        || awaitingLinks.stream().anyMatch(change -> path.startsWith(change.path()))) {
      if (!isWorking()) {
        return Standing.APART;
      }
      return hot.wasSentSince(path, first) ? Standing.BEHIND : Standing.OWED;
    }
    Standing waiting = retries.standing(path);
    if (waiting == Standing.CONFIRMED && besideComparison.concerns(path)) {
      return Standing.REPEATED;
    }
    return waiting == Standing.OWED && !isWorking() ? Standing.APART : waiting;
  }

  /** Whether nothing hinders, or only one failure so far, which may be a chance. */
  private boolean isWorking() {
    return switch (state) {
      case RemoteState.FirstSync f -> true;
      case RemoteState.Live l -> true;
      case RemoteState.Waiting w -> w.failures() == 1;
      case RemoteState.Refused r -> false;
      case RemoteState.Held h -> false;
      case RemoteState.Stopped s -> false;
    };
  }

  /** Whether a name failed and waits to be tried again. */
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
