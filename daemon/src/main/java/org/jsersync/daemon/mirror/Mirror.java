package org.jsersync.daemon.mirror;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.Side;
import org.jsersync.watcher.Change;
import org.jsersync.watcher.ChangeSink;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.TreeWatcher;
import org.jsersync.watcher.WatchNotice;
import org.jsersync.watcher.WatchOptions;
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
  private final TreeWatcher watcher;

  /**
   * Sets watches and begins to mirror.
   *
   * @param listener hears what happens, on the engine's threads
   * @throws IOException if the source cannot be watched at all; the message names the remedy
   */
  public static Mirror start(
      MirrorSource source,
      List<MirrorRemote> remotes,
      MirrorSettings settings,
      MirrorListener listener)
      throws IOException {
    MirrorListener guarded = GuardedListener.of(listener);
    Mirror mirror = new Mirror(source, remotes, settings, guarded);
    guarded.started(source.root(), mirror.watcher.watches());
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
      MirrorListener listener)
      throws IOException {
    this.settings = settings;
    this.guard = new RootGuard(() -> SourceTree.open(source.root()));
    LongSupplier clock = System::nanoTime;
    this.fanout = new Fanout(source.root(), guard, listener, clock);
    boolean links = remotes.stream().anyMatch(r -> r.options().has(PushFlag.HARD_LINKS));
    HardLinkIndex index = links ? new HardLinkIndex(HARD_LINKED_NAMES) : null;
    this.search = index == null ? null : new HardLinkSearch(index, guard, fanout::add, clock);
    Runnable afterBatch = search == null ? () -> {} : search::request;
    for (MirrorRemote remote : remotes) {
      fanout.remotes.add(
          remoteMirror(source, remote, settings, listener, index, afterBatch, clock));
    }
    this.watcher =
        TreeWatcher.start(
            source.root(), WatchOptions.of(source.triggers(), unwatched(source)), fanout);
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
    Pusher pusher =
        new ClientPusher(
            RsyncClient.shared(),
            remote,
            source.deletes(),
            new PushEvents(remote.target(), listener, clock));
    BatchPlanner.Rules rules =
        new BatchPlanner.Rules(
            exclusion(source, remote),
            source.deletes(),
            remote.options().deletes(),
            remote.options().has(PushFlag.HARD_LINKS) ? index : null,
            BatchPlanner.SMALL_NAMES);
    BatchSender sender = new BatchSender(guard, pusher, rules, agenda::isFailing, clock);
    return new RemoteMirror(remote.target(), agenda, sender, listener, afterBatch, clock);
  }

  private static DirectoryFilter unwatched(MirrorSource source) {
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

  /** Names that some remote has not confirmed, added up over the remotes. */
  public int pending() {
    return fanout.remotes.stream().mapToInt(RemoteMirror::pending).sum();
  }

  /** Where each remote stands, in the order in which they were given. */
  public List<RemoteState> states() {
    return fanout.remotes.stream().map(RemoteMirror::state).toList();
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
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands what the watcher tells to every remote; called on the watcher's thread. */
  private static final class Fanout implements ChangeSink {
    /** Nanoseconds before the same notice is told again. */
    private static final long NOTICE_AGAIN = Duration.ofMinutes(10).toNanos();

    /** Notices remembered for that. */
    private static final int NOTICES = 1_000;

    final List<RemoteMirror> remotes = new ArrayList<>();
    private final Map<String, Long> notices = new HashMap<>();
    private final BytePath root;
    private final RootGuard guard;
    private final MirrorListener listener;
    private final LongSupplier clock;

    Fanout(BytePath root, RootGuard guard, MirrorListener listener, LongSupplier clock) {
      this.root = root;
      this.guard = guard;
      this.listener = listener;
      this.clock = clock;
    }

    void add(List<Dirty> changes) {
      remotes.forEach(remote -> remote.add(changes));
    }

    @Override
    public void changes(List<Change> changes) {
      long now = clock.getAsLong();
      List<Dirty> dirty = new ArrayList<>(changes.size() + 4);
      for (Change change : changes) {
        switch (change) {
          case Change.Content c -> dirty.add(new Dirty(c.path(), What.CONTENT, now));
          case Change.Attributes a -> dirty.add(new Dirty(a.path(), What.ATTRIBUTES, now));
          case Change.Gone g -> dirty.add(new Dirty(g.path(), What.GONE, now));
          case Change.Tree t -> dirty.add(new Dirty(t.path(), What.TREE, now));
          case Change.Moved m -> {
            dirty.add(new Dirty(m.from(), What.GONE, now));
            dirty.add(new Dirty(m.to(), m.directory() ? What.TREE : What.CONTENT, now));
          }
        }
      }
      add(dirty);
    }

    @Override
    public void notice(WatchNotice notice) {
      switch (notice.kind()) {
        case ROOT_GONE -> remotes.forEach(remote -> remote.hold(notice.line()));
        case ROOT_BACK -> {
          guard.accept();
          remotes.forEach(RemoteMirror::release);
        }
        case WATCH_LIMIT, UNREADABLE ->
            remotes.forEach(remote -> remote.compareRegularly(notice.path()));
        case UNMOUNTED -> {
          guard.unmounted(notice.path());
          remotes.forEach(remote -> remote.compareRegularly(notice.path()));
        }
        case QUEUE_OVERFLOW, FAILED -> {}
      }
      long now = clock.getAsLong();
      Long said = notices.get(notice.line());
      if (said == null || now - said > NOTICE_AGAIN) {
        if (notices.size() >= NOTICES) {
          notices.clear();
        }
        notices.put(notice.line(), now);
        listener.notice(root, notice.line());
      }
    }
  }
}
