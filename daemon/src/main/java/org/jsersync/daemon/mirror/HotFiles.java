package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;

/**
 * Files that are written again and again, such as logs: past a few times a second each is sent at a
 * bounded rate, and no sooner than it took to send it last, so that they leave room for others. The
 * last state always goes out, after the delay. Used by one thread at a time.
 */
final class HotFiles {
  /** Times in a row that a file goes out at once. */
  private static final int AT_ONCE = 5;

  /** Nanoseconds between two times after that; a file that rests so often is hot no more. */
  private static final long PAUSE = 200_000_000L;

  /** Most files remembered. */
  private static final int LIMIT = 20_000;

  /** Those sent lately, the latest last. */
  private final Map<BytePath, Sent> sent = new LinkedHashMap<>();

  private final Map<BytePath, Held> held = new LinkedHashMap<>();
  private long earliest = Long.MAX_VALUE;

  /**
   * A file that was sent.
   *
   * @param times in a row
   * @param free when it may be sent again
   * @param cold when it was not sent for so long that all begins anew
   * @param begun when the last sending was
   */
  private record Sent(int times, long free, long cold, long begun) {}

  private record Held(Dirty change, long due) {}

  /**
   * A file's content was sent.
   *
   * @param begun when
   * @param took how long it took alone, nanoseconds; 0 if it went with others
   */
  void sent(BytePath path, long begun, long took, long now) {
    Sent before = sent.remove(path);
    int times = before == null || begun >= before.cold() ? 1 : before.times() + 1;
    long free = times < AT_ONCE ? now : Math.max(begun + PAUSE, now + took);
    sent.put(path, new Sent(times, free, Math.max(free, now) + PAUSE + took, begun));
    Iterator<Map.Entry<BytePath, Sent>> oldest = sent.entrySet().iterator();
    while (oldest.hasNext()) {
      if (oldest.next().getValue().cold() > now && sent.size() <= LIMIT) {
        break;
      }
      oldest.remove();
    }
  }

  /** Keeps a change back if its file is hot; whether it did. */
  boolean hold(Dirty change, long now) {
    if (change.what() != What.CONTENT || change.origin() != null) {
      return false;
    }
    Sent before = sent.get(change.path());
    if (before == null || now >= before.free()) {
      return false;
    }
    Held already = held.get(change.path());
    Dirty merged = already == null ? change : already.change().merge(change);
    held.put(change.path(), new Held(merged, before.free()));
    earliest = Math.min(earliest, before.free());
    return true;
  }

  /** Whether a file's change is kept back. */
  boolean holds(BytePath path) {
    return held.containsKey(path);
  }

  /** Whether a file is known to have been sent in a session that was begun after a time. */
  boolean wasSentSince(BytePath path, long time) {
    Sent last = sent.get(path);
    return last != null && last.begun() - time >= 0;
  }

  /** Those whose time has come. */
  List<Dirty> takeDue(long now) {
    if (now < earliest) {
      return List.of();
    }
    List<Dirty> due = new ArrayList<>();
    earliest = Long.MAX_VALUE;
    Iterator<Held> files = held.values().iterator();
    while (files.hasNext()) {
      Held file = files.next();
      if (now >= file.due()) {
        due.add(file.change());
        files.remove();
      } else {
        earliest = Math.min(earliest, file.due());
      }
    }
    return due;
  }

  /** Those at or below a path, whether their time has come or not. */
  List<Dirty> takeBelow(BytePath path) {
    List<Dirty> taken = new ArrayList<>();
    held.values()
        .removeIf(
            file -> {
              boolean isBelow = file.change().path().startsWith(path);
              if (isBelow) {
                taken.add(file.change());
              }
              return isBelow;
            });
    return taken;
  }

  /** Tells each that is kept back. */
  void tell(Undelivered to) {
    held.values().forEach(file -> to.pending(file.change()));
  }

  /** When, at the earliest, the next one's time comes; {@link Long#MAX_VALUE} for never. */
  long earliest() {
    return earliest;
  }

  /** How many are remembered. */
  int remembered() {
    return sent.size();
  }

  /** How many are kept back. */
  int held() {
    return held.size();
  }
}
