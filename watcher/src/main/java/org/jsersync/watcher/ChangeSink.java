package org.jsersync.watcher;

import java.util.List;

/**
 * Takes what a watcher finds. Called on the watcher's own thread, one call at a time; must be
 * quick, for meanwhile the kernel's events pile up, and past the kernel's limit they become a
 * {@link WatchNotice.Kind#QUEUE_OVERFLOW}.
 *
 * <p>What every {@link Watcher} owes:
 *
 * <ul>
 *   <li>Each change since the watching began is told, as the {@link Change} that says at least as
 *       much; too much may be told, too little never. Where events were lost, by whatever cause, a
 *       {@link Change.Tree} of all they may have been about follows. What a sink threw at, counts
 *       as lost.
 *   <li>A directory in which changes are not seen is told as a notice, {@link
 *       WatchNotice.Kind#UNREADABLE} with its path, or with the root when any may be meant, as in
 *       {@link WatchNotice.Kind#WATCH_LIMIT}. Whoever wants it right compares it from time to time.
 *   <li>When the path of the root no longer leads to what is watched, {@link
 *       WatchNotice.Kind#ROOT_GONE} comes within seconds and nothing after it until {@link
 *       WatchNotice.Kind#ROOT_BACK}, which is followed by the root's {@link Change.Tree}. What is
 *       there then may be another directory, on another file system: the watcher does not judge.
 *   <li>When the file system below a directory is unmounted, {@link WatchNotice.Kind#UNMOUNTED}
 *       comes before any change of what stands there instead, and none of the names that were there
 *       is told as {@link Change.Gone}.
 * </ul>
 */
public interface ChangeSink {
  /** Changes in the order in which the kernel told them; never empty; the callee owns the list. */
  void changes(List<Change> changes);

  /** Something that a person should know. */
  void notice(WatchNotice notice);
}
