package org.jsersync.watcher;

import org.jsersync.protocol.file.BytePath;

/**
 * Something at a path may differ from what was known; all paths are relative to the root. Changes
 * may be repeated, and what they speak of may have changed again: look at the disk, don't replay.
 *
 * <p>A directory's own modification time moves whenever a name in it comes or goes; that is implied
 * by the change of the name and not reported.
 */
public sealed interface Change {
  /** Where to look. */
  BytePath path();

  /**
   * A non-directory is new, or its content may differ: it was closed after writing, written to and
   * then left alone for a while, moved in, or is a new link, fifo or device.
   */
  record Content(BytePath path) implements Change {}

  /**
   * Only mode, owner, times or extended attributes may differ.
   *
   * @param directory whether they are a directory's
   */
  record Attributes(BytePath path, boolean directory) implements Change {}

  /**
   * The name vanished: deleted or moved away. By now another may be there.
   *
   * @param directory whether it was a directory's
   */
  record Gone(BytePath path, boolean directory) implements Change {}

  /**
   * A directory is new (made, moved in), or events below it may have been lost: everything below it
   * must be compared.
   *
   * @param made whether it was made just now: what is in it by then, nothing else tells
   */
  record Tree(BytePath path, boolean made) implements Change {
    /** One that was moved in, or in which events may have been lost. */
    public Tree(BytePath path) {
      this(path, false);
    }
  }

  /**
   * A rename within the tree. It stands for {@link Gone} of the old name and {@link Content} or
   * {@link Tree} of the new one, and whoever cannot make use of more may treat it so.
   *
   * @param from the name until then
   * @param to the name now
   * @param directory whether it is a directory
   */
  record Moved(BytePath from, BytePath to, boolean directory) implements Change {
    /** The name now. */
    @Override
    public BytePath path() {
      return to;
    }
  }
}
