package org.jsersync.protocol.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of a remote shell's standard error; safe for use by several threads. */
final class ShellLines {
  private static final int KEPT = 20;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == KEPT) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** In their order; one char per byte. */
  synchronized List<String> last() {
    return List.copyOf(lines);
  }
}
