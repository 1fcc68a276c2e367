package org.jsersync.daemon.mirror;

import java.util.List;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;

/**
 * How a batch of dirty names goes to a remote.
 *
 * @param pushes sessions, in order
 * @param settled names for which there is nothing to do
 * @param unreadable names that could not be looked at
 * @param withheld names that seem gone, or replaced, because a file system is not mounted
 * @param large files to go out by themselves, beside other batches
 * @param links names with links that have to wait for another flight
 * @param more names that turned out to be dirty too and did not fit in
 */
record BatchPlan(
    List<Push> pushes,
    List<Dirty> settled,
    List<Unreadable> unreadable,
    List<Dirty> withheld,
    List<Dirty> large,
    List<Dirty> links,
    List<Dirty> more) {

  /**
   * One session.
   *
   * @param answers which dirty name is answered by which name of the selection
   */
  record Push(Selection selection, PushMode mode, List<Answer> answers) {
    /** Whether the remote is to rename something in it; it does nothing else then. */
    boolean isRename() {
      return selection.isRename();
    }
  }

  /**
   * A dirty name and the name that stands for it in the selection.
   *
   * @param subject itself; or its topmost missing parent; or a directory that includes it
   * @param subtree whether all below the subject was selected as well
   */
  record Answer(Dirty change, BytePath subject, boolean subtree) {}

  /** A name that could not be looked at. */
  record Unreadable(Dirty change, PosixException reason) {}
}
