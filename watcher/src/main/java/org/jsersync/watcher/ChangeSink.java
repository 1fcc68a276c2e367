package org.jsersync.watcher;

import java.util.List;

/**
 * Takes what a watcher finds. Called on the watcher's own thread, one call at a time; must be
 * quick, for meanwhile the kernel's events pile up, and past the kernel's limit they become a
 * {@link WatchNotice.Kind#QUEUE_OVERFLOW}.
 */
public interface ChangeSink {
  /** Changes in the order in which the kernel told them; never empty; the callee owns the list. */
  void changes(List<Change> changes);

  /** Something that a person should know. */
  void notice(WatchNotice notice);
}
