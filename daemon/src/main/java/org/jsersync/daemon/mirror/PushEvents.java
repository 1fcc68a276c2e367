package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * Turns what happens during a remote's sessions into what people want to know: the progress of a
 * comparison now and then, and each text of the daemon once. Used by the remote's thread.
 */
final class PushEvents implements PushListener {
  /** Nanoseconds between two reports of progress. */
  private static final long PROGRESS_EVERY = 200_000_000L;

  /** Texts remembered, so that they are not repeated. */
  private static final int TEXTS = 200;

  private final RsyncTarget target;
  private final MirrorListener listener;
  private final LongSupplier clock;
  private final LinkedHashSet<String> told = new LinkedHashSet<>();
  private final List<String> early = new ArrayList<>();
  private boolean working;
  private String agreed = "";
  private @Nullable Consumer<BytePath> sent;
  private boolean comparing;
  private long files;
  private long bytes;
  private long lastProgress;

  PushEvents(RsyncTarget target, MirrorListener listener, LongSupplier clock) {
    this.target = target;
    this.listener = listener;
    this.clock = clock;
  }

  /** A session begins. */
  void begin(Selection selection, Consumer<BytePath> newSent) {
    sent = newSent;
    comparing = selection instanceof Selection.Arguments;
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
    String now = protocol + " " + checksum + " " + compression;
    if (!now.equals(agreed)) {
      agreed = now;
      listener.connected(target, protocol, checksum, compression);
    }
  }

  @Override
  public void item(Item item) {
    tellEarlyTexts();
    if ((item.flags() & Item.TRANSFER) == 0) {
      return;
    }
    if (sent != null) {
      sent.accept(item.path());
    }
    files++;
    bytes += item.size();
    if (comparing && clock.getAsLong() - lastProgress >= PROGRESS_EVERY) {
      lastProgress = clock.getAsLong();
      listener.progress(target, files, bytes);
    }
  }

  @Override
  public void message(Level level, String text) {
    // A name that vanishes while it is sent is no news in a live mirror.
    if (level != Level.ERROR) {
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
    early.forEach(this::tell);
    early.clear();
  }

  private void tell(String text) {
    if (told.add(text)) {
      if (told.size() > TEXTS) {
        told.removeFirst();
      }
      listener.message(target, text);
    }
  }
}
