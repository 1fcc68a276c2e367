package org.jsersync.daemon.mirror;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RsyncClient;
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
public final class Mirror implements AutoCloseable {
  /** How long an interrupted session may take to end. */
  private static final Duration BREAK_OFF = Duration.ofSeconds(5);

  private static final int HARD_LINKED_NAMES = 200_000;

  private final MirrorSettings settings;
  private final RootGuard guard;
  private final Fanout fanout;
  private final @Nullable HardLinkSearch search;
  private final @Nullable ConfirmedPaths confirmed;
  private final Watcher watcher;

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
    this.settings = settings;
    this.guard = new RootGuard(() -> SourceTree.open(source.root()));
    LongSupplier clock = System::nanoTime;
    this.fanout = new Fanout(source.root(), guard, listener, clock);
    boolean links = remotes.stream().anyMatch(r -> r.options().has(PushFlag.HARD_LINKS));
    HardLinkIndex index = links ? new HardLinkIndex(HARD_LINKED_NAMES) : null;
    this.search = index == null ? null : new HardLinkSearch(index, guard, fanout::add, clock);
    this.confirmed = paths == null ? null : confirmed(source, paths, clock);
    for (MirrorRemote remote : remotes) {
      fanout.remotes.add(
          remoteMirror(source, remote, settings, listener, index, this::batchEnded, clock));
    }
    this.watcher =
        watchers.start(
            source.root(),
            WatchOptions.of(source.triggers(), unwatched(source)).settling(source.settle()),
            fanout);
  }

  private ConfirmedPaths confirmed(MirrorSource source, PathListener paths, LongSupplier clock) {
    ConfirmedPaths telling =
        new ConfirmedPaths(fanout.remotes, paths, fanout::say, guard, unwatched(source), clock);
    fanout.tell(telling);
    return telling;
  }

  private void batchEnded() {
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
    Agenda agenda =
        new Agenda(given, RandomGenerator.getDefault(), source.initialSync(), clock.getAsLong());
    RsyncClient client = RsyncClient.withStock();
    RemoteNews news = new RemoteNews(remote.target(), listener);
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
            renames(source, remote.options()) ? BatchPlanner.MOST_RENAMED : 0);
    RecentlySent recent = new RecentlySent();
    Supplier<BatchSender> senders =
        () -> {
          PushEvents events = new PushEvents(remote.target(), listener, news, clock);
          Pusher pusher =
              new ClientPusher(
                  client,
                  remote,
                  source.deletes(),
                  given.comparisonSessions(),
                  events,
                  refusals,
                  unasked);
          return new BatchSender(guard, pusher, rules, recent, clock);
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
