package org.jsersync.daemon.mirror;

import java.util.LinkedHashSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jsersync.protocol.PushListener;
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
    if (level == Level.ERROR && told.add(text)) {
      if (told.size() > TEXTS) {
        told.removeFirst();
      }
      listener.message(target, text);
    }
  }
}
