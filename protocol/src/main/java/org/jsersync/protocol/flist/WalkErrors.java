package org.jsersync.protocol.flist;

import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;

/** What a walk could not read: told in rsync's words, and kept as the I/O error word. */
final class WalkErrors {
  private final ListObserver observer;
  private int word;

  WalkErrors(ListObserver observer) {
    this.observer = observer;
  }

  /** The I/O error word as it stands now. */
  int word() {
    return word;
  }

  /** What failed and why, as rsync says it: {@code call failed: reason (errno)}. */
  static String text(String call, PosixException e) {
    return call + " failed: " + e.reason() + " (" + e.errno() + ")";
  }

  /** The call that looks at a name. */
  static String linkStat(BytePath absolute) {
    return "link_stat \"" + absolute + "\"";
  }

  /** A name may have gone since somebody saw it; anything else is an error. */
  void failed(Origin origin, BytePath path, String call, PosixException e) {
    if (e.isGone()) {
      word |= ListBuilder.IO_VANISHED;
      observer.vanished(origin, path);
    } else {
      unreadable(path, text(call, e));
    }
  }

  /** Something is not there, or cannot be read. */
  void unreadable(BytePath path, String message) {
    word |= ListBuilder.IO_ERROR;
    observer.unreadable(path, message);
  }
}
