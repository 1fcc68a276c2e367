package org.jsersync.protocol.sender;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.FileList;

/** What a dialogue tells an outcome, for tests that hold none. */
public final class Outcomes {
  private Outcomes() {}

  /** The daemon said goodbye. */
  public static void end(PushOutcome outcome) {
    outcome.end();
  }

  /** The daemon has the list, and says that this entry is right. */
  public static void acknowledge(PushOutcome outcome, FileList list, String path)
      throws RsyncException {
    SentLists lists = new SentLists();
    lists.add(list);
    outcome.lists(lists);
    for (int index = list.first(); list.holds(index); index++) {
      FileEntry entry = list.entry(index);
      if (entry != null && entry.path().equals(BytePath.of(path))) {
        outcome.success(index);
        return;
      }
    }
    throw new IllegalArgumentException(path);
  }

  /** A source file could not be sent. */
  public static void sourceFailed(PushOutcome outcome, String path, String reason) {
    outcome.sourceFailed(BytePath.of(path), reason);
  }
}
