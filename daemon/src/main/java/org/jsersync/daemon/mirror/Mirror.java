package org.jsersync.daemon.mirror;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jsersync.daemon.schedule.Alarm;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.Side;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.TreeWatcher;
import org.jsersync.watcher.WatchOptions;
import org.jsersync.watcher.Watcher;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors one directory to any number of remotes, live: one watcher, and a thread per remote that
 * brings over what the watcher tells. Watches are set before anything is compared, so that nothing
 * that happens meanwhile is missed.
 */
public final class Mirror implements PendingSource, AutoCloseable {
  /** How long an interrupted session may take to end. */
  private static final Duration BREAK_OFF = Duration.ofSeconds(5);

  private static final int HARD_LINKED_NAMES = 200_000;

  /** Nothing that an earlier run left is older: whatever its clock was. */
  private static final Duration OLDEST = Duration.ofDays(10_000);

  private final BytePath root;
  private final MirrorSettings settings;
  private final RootGuard guard;
  private final Fanout fanout;
  private final @Nullable HardLinkSearch search;
  private final @Nullable ConfirmedPaths confirmed;
  private final Watcher watcher;
  private final @Nullable Alarm fullSync;

  /** As the other, with the kernel's inotify. */
  public static Mirror start(
      MirrorSource source,
      List<MirrorRemote> remotes,
      MirrorSettings settings,
      MirrorListener listener,
      @Nullable PathListener paths)
      throws IOException {
    return start(source, remotes, settings, TreeWatcher::start, listener, paths);
  }

  /**
   * Sets watches and begins to mirror.
   *
   * @param remotes may be none; then changes are only told
   * @param watchers how the source is watched
   * @param listener hears what happens, on the engine's threads
   * @param paths hears which names are confirmed; null if nobody does
   * @throws IOException if the source cannot be watched at all; the message names the remedy
   */
  public static Mirror start(
      MirrorSource source,
      List<MirrorRemote> remotes,
      MirrorSettings settings,
      Watcher.Factory watchers,
      MirrorListener listener,
      @Nullable PathListener paths)
      throws IOException {
    MirrorListener guarded = GuardedListener.of(listener);
    Mirror mirror = new Mirror(source, remotes, settings, watchers, guarded, paths);
    guarded.started(source.root(), mirror.watcher.watches());
    if (mirror.confirmed != null) {
      mirror.confirmed.start();
    }
    if (mirror.search != null) {
      mirror.search.start();
    }
    mirror.fanout.remotes.forEach(RemoteMirror::start);
    if (mirror.fullSync != null) {
      mirror.fullSync.start();
    }
    return mirror;
  }

  private Mirror(
      MirrorSource source,
      List<MirrorRemote> remotes,
      MirrorSettings settings,
      Watcher.Factory watchers,
      MirrorListener listener,
      @Nullable PathListener paths)
      throws IOException {
    this.root = source.root();
    this.settings = settings;
    this.guard = new RootGuard(() -> SourceTree.open(source.root()));
    LongSupplier clock = System::nanoTime;
    this.fanout = new Fanout(source.root(), guard, source.exclusion(), listener, clock);
    boolean links = remotes.stream().anyMatch(r -> r.options().has(PushFlag.HARD_LINKS));
    HardLinkIndex index = links ? new HardLinkIndex(HARD_LINKED_NAMES) : null;
    this.search =
        index == null
            ? null
            : new HardLinkSearch(index, guard, isOneFileSystem(remotes), fanout::add, clock);
    this.confirmed = paths == null ? null : confirmed(source, paths, clock);
    for (MirrorRemote remote : remotes) {
      fanout.remotes.add(
          remoteMirror(source, remote, settings, listener, index, this::batchEnded, clock));
    }
    this.watcher =
        watchers.start(
            source.root(),
            WatchOptions.of(source.triggers(), unwatched(source))
                .settling(source.settle())
                .oneFileSystem(isOneFileSystem(remotes)),
            fanout);
    FullSync full = source.fullSync();
    this.fullSync =
        full == null
            ? null
            : new Alarm(
                "full sync " + root,
                full.when(),
                () -> fanout.remotes.forEach(RemoteMirror::compareScheduled));
  }

  /** Whether nobody is to have what is mounted below the root. */
  private static boolean isOneFileSystem(List<MirrorRemote> remotes) {
    return !remotes.isEmpty()
        && remotes.stream().allMatch(r -> r.options().has(PushFlag.ONE_FILE_SYSTEM));
  }

  private ConfirmedPaths confirmed(MirrorSource source, PathListener paths, LongSupplier clock) {
    ConfirmedPaths telling =
        new ConfirmedPaths(fanout.remotes, paths, fanout::say, guard, unwatched(source), clock);
    fanout.tell(telling);
    return telling;
  }

  private void batchEnded() {
    fanout.sayRemarks();
    if (search != null) {
      search.request();
    }
    if (confirmed != null) {
      confirmed.ask();
    }
  }

  private RemoteMirror remoteMirror(
      MirrorSource source,
      MirrorRemote remote,
      MirrorSettings given,
      MirrorListener listener,
      @Nullable HardLinkIndex index,
      Runnable afterBatch,
      LongSupplier clock) {
    long now = clock.getAsLong();
    List<Dirty> earlier = remote.earlier().stream().map(name -> dirty(name, now)).toList();
    // A first sync that an earlier run did not bring to its end is one still.
    boolean initialSync = source.initialSync() || earlier.stream().anyMatch(Dirty::isEverything);
    Agenda agenda = new Agenda(given, RandomGenerator.getDefault(), initialSync, now);
    earlier.forEach(agenda::add);
    RsyncClient client = RsyncClient.withStock();
    RemoteNews news = new RemoteNews(remote.target(), source.root(), listener);
    Refusals refusals =
        new Refusals(remote.target(), listener, given.nameRetryLongest().dividedBy(2), clock);
    UnaskedContents unasked = new UnaskedContents(given.nameRetryLongest().dividedBy(2), clock);
    BatchPlanner.Rules rules =
        new BatchPlanner.Rules(
            exclusion(source, remote),
            source.deletes(),
            remote.options().deletes(),
            remote.options().has(PushFlag.HARD_LINKS) ? index : null,
            BatchPlanner.SMALL_NAMES,
            renames(source, remote.options()) ? BatchPlanner.MOST_RENAMED : 0,
            remote.options().has(PushFlag.UPDATE),
            remote.options().has(PushFlag.ONE_FILE_SYSTEM));
    RecentlySent recent = new RecentlySent();
    Supplier<BatchSender> senders =
        () -> {
          PushEvents events = new PushEvents(remote.target(), listener, news, clock);
          Function<MirrorRemote, Pusher> pushers =
              to ->
                  new ClientPusher(
                      client,
                      to,
                      source.deletes(),
                      given.comparisonSessions(),
                      events,
                      refusals,
                      unasked);
          Pusher scheduled = pushers.apply(scheduled(source, remote));
          return new BatchSender(guard, pushers.apply(remote), scheduled, rules, recent, clock);
        };
    return new RemoteMirror(
        remote.target(),
        agenda,
        given.sessions(),
        senders,
        listener,
        new RemoteMirror.Ends(afterBatch, client::close),
        clock);
  }

  /** As old as it is, and so old that it is not taken for something that is just on its way. */
  private static Dirty dirty(PendingName name, long now) {
    Duration age = Duration.between(name.since(), Instant.now());
    long bounded = Math.clamp(age.toSeconds(), Undelivered.LATE.toSeconds(), OLDEST.toSeconds());
    return new Dirty(name.path(), name.what(), now - Duration.ofSeconds(bounded).toNanos());
  }

  /** What the schedule's rules exclude is not deleted either, whatever the options say. */
  private static MirrorRemote scheduled(MirrorSource source, MirrorRemote remote) {
    FullSync full = source.fullSync();
    if (full == null || full.excludes().isEmpty()) {
      return remote;
    }
    PushOptions options =
        remote.options().toBuilder()
            .filter(remote.options().filter().followedBy(full.excludes()))
            .clear(PushFlag.DELETE_EXCLUDED)
            .build();
    return new MirrorRemote(remote.target(), remote.password(), options);
  }

  /**
   * Whether the remote may link an old name to the new one: only if the old one goes then, if equal
   * times can say that it is the same file, and if no later change is written into both.
   */
  private static boolean renames(MirrorSource source, PushOptions options) {
    return source.deletes() && options.has(PushFlag.TIMES) && !options.has(PushFlag.INPLACE);
  }

  private static DirectoryFilter unwatched(MirrorSource source) {
    if (source.exclusion().equals(DirectoryFilter.NONE)
        && source.unreported().equals(DirectoryFilter.NONE)) {
      // A watcher that leaves nothing out need not look into what is moved.
      return DirectoryFilter.NONE;
    }
    return (path, directory) ->
        source.exclusion().excluded(path, directory)
            || source.unreported().excluded(path, directory);
  }

  private static DirectoryFilter exclusion(MirrorSource source, MirrorRemote remote) {
    FilterRules filter = remote.options().filter();
    return filter.isEmpty()
        ? source.exclusion()
        : (path, directory) ->
            source.exclusion().excluded(path, directory)
                || filter.excludes(path, directory, Side.SENDER);
  }

  /**
   * Whether watching and sending go on; asks each part, and takes the locks that they need to go
   * on, so it does not return if one of them hangs.
   */
  public boolean isAlive() {
    return watcher.isAlive() && fanout.remotes.stream().allMatch(RemoteMirror::isAlive);
  }

  @Override
  public BytePath root() {
    return root;
  }

  @Override
  public long changes() {
    return fanout.remotes.stream().mapToLong(RemoteMirror::changes).sum();
  }

  @Override
  public List<PendingNames> pending() {
    Instant time = Instant.now();
    return fanout.remotes.stream()
        .map(remote -> remote.undelivered(settings.maxDirty(), time))
        .toList();
  }

  @Override
  public void tryNow() {
    fanout.remotes.forEach(RemoteMirror::tryNow);
  }

  /** Number of directories watched. */
  public int watches() {
    return watcher.watches();
  }

  /**
   * Stops: the batches in flight are finished, or broken off when the grace is over. What is
   * pending then, each remote's summary tells.
   */
  @Override
  public void close() {
    watcher.close();
    if (fullSync != null) {
      fullSync.close();
    }
    if (search != null) {
      search.stop();
    }
    fanout.remotes.forEach(RemoteMirror::stop);
    long end = System.nanoTime() + settings.stopGrace().toNanos();
    boolean interrupted = false;
    for (RemoteMirror remote : fanout.remotes) {
      Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      try {
        remote.join(interrupted ? Duration.ZERO : left, BREAK_OFF);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (confirmed != null) {
      confirmed.stop();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
