package org.jsersync.daemon.mirror;

import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;

/** Pushes to one remote; called on one thread. An interrupt breaks a session off. */
interface Pusher {
  /**
   * One session.
   *
   * @param source what is pushed: the very directory that the selection was planned from
   * @param selection what to bring over
   * @param mode how to decide what is up to date
   * @param delete whether names that the source has not may be deleted where the selection does not
   *     say it itself
   * @param sink hears of files as they go
   * @return path by path; a session that broke off has its failure in the report
   */
  PushReport push(SourceTree source, Selection selection, PushMode mode, boolean delete, Sink sink);

  /** What became of the deletions that the last push was to do. */
  default Deletions deletions() {
    return Deletions.AS_ASKED;
  }

  /** Whether the remote renames what it is told to, as far as is known. */
  default boolean renames() {
    return true;
  }

  /** Whether a remote deletes what it is told to. */
  enum Deletions {
    /** As the report says. */
    AS_ASKED,
    /** It refuses to delete anything; all else is as the report says. */
    REFUSED,
    /** As the report says; before this one it refused. */
    AGAIN
  }

  /** Hears of files while a session goes on. */
  interface Sink {
    /** A file's content was sent. */
    void sent(BytePath path);

    /** The remote said that it has a file right. */
    void acknowledged(BytePath path);
  }
}
