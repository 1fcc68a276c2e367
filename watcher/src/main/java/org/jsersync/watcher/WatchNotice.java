package org.jsersync.watcher;

import org.jsersync.protocol.file.BytePath;

/**
 * Something about the watching itself that a person should know.
 *
 * @param kind what happened
 * @param path where, relative to the root
 * @param line one line for a person: what happened and what mends it
 */
public record WatchNotice(Kind kind, BytePath path, String line) {
  /** What happened. */
  public enum Kind {
    /** Events were lost because they came faster than they were taken; a Tree change follows. */
    QUEUE_OVERFLOW,
    /**
     * The user may not have more inotify watches; any number of directories is not watched, so the
     * path is the root.
     */
    WATCH_LIMIT,
    /**
     * The root directory was removed, renamed or unmounted; nothing is reported until it's back.
     */
    ROOT_GONE,
    /** The root directory is there again (perhaps another one); a Tree change follows. */
    ROOT_BACK,
    /** A defect ended the watching; nothing is reported until ROOT_BACK. */
    FAILED,
    /**
     * A directory cannot be watched, for the reason in the line; the root if there are too many to
     * name them.
     */
    UNREADABLE,
    /** The file system below a directory was unmounted; what is there now is not reported. */
    UNMOUNTED
  }
}
