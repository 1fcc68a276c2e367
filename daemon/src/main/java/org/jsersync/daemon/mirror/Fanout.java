package org.jsersync.daemon.mirror;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.Change;
import org.jsersync.watcher.ChangeSink;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.WatchNotice;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the watcher tells and hands it to every remote: changes as names that may differ,
 * notices as what they mean to a mirror. Called on the watcher's thread; {@link #add} on any.
 */
final class Fanout implements ChangeSink {
  /** Nanoseconds before the same notice is told again. */
  private static final long NOTICE_AGAIN = Duration.ofMinutes(10).toNanos();

  /** Notices remembered for that. */
  private static final int NOTICES = 1_000;

  final List<RemoteMirror> remotes = new ArrayList<>();
  private final Map<String, Long> notices = new HashMap<>();
  private final BytePath root;
  private final RootGuard guard;
  private final DirectoryFilter exclusion;
  private final MirrorListener listener;
  private final LongSupplier clock;

  /** Null if nobody wants to know what is confirmed. */
  private @Nullable ConfirmedPaths confirmed;

  Fanout(
      BytePath root,
      RootGuard guard,
      DirectoryFilter exclusion,
      MirrorListener listener,
      LongSupplier clock) {
    this.root = root;
    this.guard = guard;
    this.exclusion = exclusion;
    this.listener = listener;
    this.clock = clock;
  }

  /** What is told from now on, is told there as well; before the watching begins. */
  void tell(ConfirmedPaths paths) {
    confirmed = paths;
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
        case Change.Moved m ->
            dirty.add(new Dirty(m.to(), m.directory() ? What.TREE : What.CONTENT, now, m.from()));
      }
    }
    if (confirmed == null) {
      add(dirty);
    } else {
      confirmed.changes(changes, () -> add(dirty));
    }
    sayRemarks();
  }

  /** Tells people what turned out about the filter. */
  void sayRemarks() {
    for (String line = exclusion.remark(); line != null; line = exclusion.remark()) {
      say(line);
    }
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
    say(notice.line());
  }

  /** Tells people a line, unless it was told lately; on any thread. */
  synchronized void say(String line) {
    long now = clock.getAsLong();
    Long said = notices.get(line);
    if (said == null || now - said > NOTICE_AGAIN) {
      if (notices.size() >= NOTICES) {
        notices.clear();
      }
      notices.put(line, now);
      listener.notice(root, line);
    }
  }
}
