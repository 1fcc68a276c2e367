package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happens during the sessions of one lane into what people want to know, and hands on
 * what the engine wants to know. Used by the lane's thread.
 */
final class PushEvents implements PushListener {
  /** Nanoseconds between two reports of progress. */
  private static final long PROGRESS_EVERY = 200_000_000L;

  /** Texts kept until it is known whether they are news. */
  private static final int TEXTS = 200;

  private final RsyncTarget target;
  private final MirrorListener listener;
  private final LongSupplier clock;
  private final RemoteNews news;
  private final List<String> early = new ArrayList<>();
  private boolean working;
  private Pusher.@Nullable Sink sink;
  private boolean comparing;
  private boolean renaming;
  private long files;
  private long bytes;
  private long lastProgress;

  PushEvents(RsyncTarget target, MirrorListener listener, RemoteNews news, LongSupplier clock) {
    this.target = target;
    this.listener = listener;
    this.news = news;
    this.clock = clock;
  }

  /** A session begins. */
  void begin(Selection selection, Pusher.Sink newSink) {
    sink = newSink;
    comparing = selection instanceof Selection.Contents;
    renaming = selection.isRename();
    files = 0;
    bytes = 0;
    working = false;
  }

  /** It ended. Why the remote turned it away, its failure says. */
  void end(PushReport report) {
    RsyncException failure = report.failure();
    if (failure != null && failure.refusedOption() != null) {
      early.clear();
    }
    tellEarlyTexts();
  }

  @Override
  public void connected(int protocol, String checksum, String compression) {
    news.connected(protocol, checksum, compression);
  }

  @Override
  public void item(Item item) {
    tellEarlyTexts();
    if ((item.flags() & Item.TRANSFER) == 0) {
      return;
    }
    if (sink != null) {
      sink.sent(item.path());
    }
    files++;
    bytes += item.size();
    if (comparing && clock.getAsLong() - lastProgress >= PROGRESS_EVERY) {
      lastProgress = clock.getAsLong();
      listener.progress(target, files, bytes);
    }
  }

  @Override
  public void confirmed(BytePath path) {
    if (sink != null) {
      sink.acknowledged(path);
    }
  }

  /** The mirror says of each name that it failed. */
  @Override
  public void sourceFailed(BytePath path, String text) {}

  @Override
  public void message(Level level, String text) {
    // A name that vanishes while it is sent is no news in a live mirror. What a remote cannot
    // rename is sent anew, and what is wrong, if anything is, is said then.
    if (level != Level.ERROR || renaming) {
      return;
    }
    early.add(text);
    if (working || early.size() >= TEXTS) {
      tellEarlyTexts();
    }
  }

  /** What the daemon says before it does anything may be why it does nothing. */
  private void tellEarlyTexts() {
    working = true;
    early.forEach(news::text);
    early.clear();
  }
}
