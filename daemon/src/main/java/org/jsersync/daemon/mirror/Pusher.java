package org.jsersync.daemon.mirror;

import java.util.function.Consumer;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.SourceTree;

/** Pushes to one remote; called by that remote's thread only. An interrupt breaks a session off. */
interface Pusher extends AutoCloseable {
  /**
   * One session.
   *
   * @param source what is pushed: the very directory that the selection was planned from
   * @param selection what to bring over
   * @param mode how to decide what is up to date
   * @param delete whether names that the source has not may be deleted where the selection does not
   *     say it itself
   * @param sent hears of each file whose content was sent
   * @return path by path; a session that broke off has its failure in the report
   */
  PushReport push(
      SourceTree source,
      Selection selection,
      PushMode mode,
      boolean delete,
      Consumer<BytePath> sent);

  /** What became of the deletions that the last push was to do. */
  default Deletions deletions() {
    return Deletions.AS_ASKED;
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

  /** The last push was made. */
  @Override
  default void close() {}
}
