package org.jsersync.daemon.mirror;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;

/**
 * Files whose content was sent in the last seconds. A quick check compares whole seconds, so a file
 * that is written anew in the second in which it was sent looks up to date; when the event for that
 * was lost and a comparison stands in for it, these files are to be sent unseen. Two generations,
 * so that nothing is younger than one span when it is forgotten, unless more files than the limit
 * are sent in one span. Safe for use by several threads.
 */
final class RecentlySent {
  private static final int LIMIT = 50_000;

  /** Nanoseconds; longer than an event is on its way from the kernel to here. */
  private static final long SPAN = 10_000_000_000L;

  private Set<BytePath> current = new HashSet<>();
  private Set<BytePath> previous = new HashSet<>();
  private long begun;

  synchronized void sent(BytePath path, long now) {
    if (now - begun > SPAN || current.size() >= LIMIT) {
      previous = current;
      current = new HashSet<>();
      begun = now;
    }
    current.add(path);
  }

  /** A file that was sent under its old name is known by the new one too. */
  synchronized void renamed(BytePath from, BytePath to, long now) {
    if (current.contains(from) || previous.contains(from)) {
      sent(to, now);
    }
  }

  synchronized List<BytePath> below(BytePath directory) {
    List<BytePath> found = new ArrayList<>();
    for (BytePath path : current) {
      if (path.startsWith(directory)) {
        found.add(path);
      }
    }
    for (BytePath path : previous) {
      if (path.startsWith(directory) && !current.contains(path)) {
        found.add(path);
      }
    }
    return found;
  }
}
