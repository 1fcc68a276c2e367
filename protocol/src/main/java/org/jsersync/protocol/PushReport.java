package org.jsersync.protocol;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * How a push ended, path by path. Partial failure is a result, not an exception.
 *
 * @param failure why the session broke off; null if it came to its end
 * @param exitCode rsync's exit code for all of it: 0, 23, 24, 25, or the failure's
 * @param confirmed paths that the daemon said are right now, or that cannot be wrong after a clean
 *     end; kept only if the request asked for it
 * @param failed paths that did not get right, with a reason for people. After a session with
 *     errors, or one that broke off, a path asked for may be neither confirmed nor failed: nobody
 *     knows
 * @param vanished paths that were gone when they were to be read
 * @param changing paths whose content changed while it was read: sent, but to be sent again
 * @param renamed new names of {@link Selection.Rename files} that the daemon linked to what it had
 *     under the old one, or took the content of; after a session that broke off, those known of. Of
 *     another one nobody knows which of two files of equal size and time has the name
 * @param items what the daemon reported of each entry that was not as it should be, in its order;
 *     kept only if the request asked for it
 * @param stats the counters
 */
public record PushReport(
    @Nullable RsyncException failure,
    int exitCode,
    Set<BytePath> confirmed,
    Map<BytePath, String> failed,
    Set<BytePath> vanished,
    Set<BytePath> changing,
    Set<BytePath> renamed,
    List<PushListener.Item> items,
    PushStats stats) {

  /** A report without renames and items. */
  public PushReport(
      @Nullable RsyncException failure,
      int exitCode,
      Set<BytePath> confirmed,
      Map<BytePath, String> failed,
      Set<BytePath> vanished,
      Set<BytePath> changing,
      PushStats stats) {
    this(failure, exitCode, confirmed, failed, vanished, changing, Set.of(), List.of(), stats);
  }

  /** Whether everything asked for is at the destination now. */
  public boolean complete() {
    return exitCode == 0;
  }

  /** Throws the failure if the session broke off. */
  public PushReport orThrow() throws RsyncException {
    if (failure != null) {
      throw failure;
    }
    return this;
  }
}
