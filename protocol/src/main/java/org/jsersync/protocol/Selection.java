package org.jsersync.protocol;

import java.util.List;
import org.jsersync.protocol.file.BytePath;

/** What of the source goes into a push's file list. */
public sealed interface Selection {
  /** Whether the destination is to rename something. */
  default boolean isRename() {
    return this instanceof Names names && !names.renames().isEmpty();
  }

  /** All that is in the source root, and the root's own attributes: the argument "./". */
  static Selection contents() {
    return new Contents();
  }

  /** What {@link #contents} means. */
  record Contents() implements Selection {}

  /**
   * Directories below the source root with all that is in them, and the directories above them by
   * themselves, as {@code -R} lists them. One that is gone by then is reported as vanished.
   */
  record Subtrees(List<BytePath> directories) implements Selection {}

  /**
   * Source arguments as rsync's command line takes them (04-options, section 3.4): relative to the
   * source root or absolute; a trailing slash, a "/./" and recursion mean what they mean there.
   *
   * @param arguments raw bytes as typed
   */
  record Arguments(List<byte[]> arguments) implements Selection {}

  /**
   * Exactly these names below the source root, and nothing else (02-filelist, section 7). What each
   * one is, the disk tells when the list is built; a listed name that is gone by then is left out
   * and reported as vanished. Parents are added by themselves.
   *
   * @param present names to bring over with content and attributes; a directory goes without its
   *     contents, with its own attributes
   * @param absent names to delete at the destination, with all that is below them
   * @param complete directories whose whole subtree shall become equal: everything below is listed,
   *     whatever else stands there at the destination is deleted
   * @param shallow directories whose own names shall become equal: all that is directly in them is
   *     listed, directories without their contents, whatever else stands there is deleted
   * @param parents directories that are listed like those in {@code present}, and that are taken to
   *     stand at the destination already: what is in them may be sent before it is asked for
   * @param renames names to bring over from what the destination has under another name;
   *     directories before what is in them
   */
  record Names(
      List<BytePath> present,
      List<BytePath> absent,
      List<BytePath> complete,
      List<BytePath> shallow,
      List<BytePath> parents,
      List<Rename> renames)
      implements Selection {

    /** A selection without renames. */
    public Names(
        List<BytePath> present,
        List<BytePath> absent,
        List<BytePath> complete,
        List<BytePath> shallow,
        List<BytePath> parents) {
      this(present, absent, complete, shallow, parents, List.of());
    }

    /**
     * A selection without renames, of names whose parents, listed only by themselves, may be
     * missing at the destination.
     */
    public Names(
        List<BytePath> present,
        List<BytePath> absent,
        List<BytePath> complete,
        List<BytePath> shallow) {
      this(present, absent, complete, shallow, List.of());
    }
  }

  /**
   * A name that was another one before (02-filelist, section 7.5, R1). The daemon links the file
   * that it has under the old name to the new one if size and time are those that the file has now;
   * otherwise it asks for the content. The old name stays: a later push deletes it. A file has no
   * other name than these two.
   *
   * @param from the old name; nobody has to have it here
   * @param to the new name
   * @param directory whether it is a directory, which is made anew under its new name, and listed
   *     under the old one for the sake of what was in it
   */
  record Rename(BytePath from, BytePath to, boolean directory) {}
}
