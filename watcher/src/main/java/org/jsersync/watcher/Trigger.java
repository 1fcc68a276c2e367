package org.jsersync.watcher;

/**
 * A kind of change that a watcher may be asked to report; the names are those of sersync's {@code
 * <inotify>} switches (06-sersync, section 4.2).
 */
public enum Trigger {
  /** A directory was made. */
  CREATE_FOLDER,
  /** Anything but a directory was made: file, link, fifo, device. */
  CREATE_FILE,
  /** A file that was open for writing was closed. */
  CLOSE_WRITE,
  /** A name went away because it was renamed or moved out. */
  MOVE_FROM,
  /** A name appeared because something was renamed or moved in. */
  MOVE_TO,
  /** A name was removed. */
  DELETE,
  /** Mode, owner, times or extended attributes changed. */
  ATTRIB,
  /** A file's content changed, whether or not it is closed afterwards. */
  MODIFY
}
