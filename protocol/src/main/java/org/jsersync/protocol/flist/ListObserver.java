package org.jsersync.protocol.flist;

import org.jsersync.protocol.file.BytePath;

/** Hears what the walk meets. */
public interface ListObserver {
  /** A name went into a list. */
  void listed(FileEntry entry);

  /** A name was gone when it was looked at. */
  void vanished(Origin origin, BytePath path);

  /** A name or a directory could not be read; deletion at the destination is off from now on. */
  void unreadable(BytePath path, String message);

  /** A name is left out by design. */
  void skipped(String message);
}
