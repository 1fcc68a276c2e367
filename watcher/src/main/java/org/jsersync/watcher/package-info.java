/**
 * What changed below a directory, as Linux inotify tells it, on raw byte paths.
 *
 * <p>In: an absolute root, the {@link org.jsersync.watcher.Trigger}s that are of interest, and a
 * filter of names that are not. Out: lists of {@link org.jsersync.watcher.Change}s, each of which
 * only says that a path may differ from what was known, and {@link
 * org.jsersync.watcher.WatchNotice}s where a person should look. Nothing is lost silently: where
 * events were, a whole subtree is reported for comparison.
 *
 * <p>Begin with {@link org.jsersync.watcher.TreeWatcher}. A kernel event travels {@code
 * EventReader} → {@code Handover} → {@code Tracker} (what happened) → {@code Coverage} (which
 * directory has which name, which are watched) → {@code Outbox} → {@link
 * org.jsersync.watcher.ChangeSink}.
 */
@NullMarked
package org.jsersync.watcher;

import org.jspecify.annotations.NullMarked;
