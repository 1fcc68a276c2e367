package org.jsersync.protocol.sender;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.FileList;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a list are sent before they are asked for (02-filelist, section 6.3), and which of
 * them the generator has not asked for yet: it does not know, and its first request for each is not
 * answered.
 *
 * <p>Few bytes only: what is sent whole may have been one changed block. And only files in
 * directories that the receiver has, since the generator makes missing ones when the content may
 * have come already; and none with another name, whose data the generator deals out.
 */
final class UnaskedFiles {
  /** Of no list. */
  static final UnaskedFiles NONE = new UnaskedFiles();

  /**
   * Bytes of them all: twice what a line of 20 Mbit/s carries in the 50 ms that are saved. Sending
   * so much in place of a delta loses no more there than waiting would have.
   */
  static final long MOST_BYTES = 256 << 10;

  private final BitSet waiting = new BitSet();
  private final BitSet sent = new BitSet();
  private boolean others;

  private UnaskedFiles() {
    others = true;
  }

  private UnaskedFiles(FileList list, boolean hardLinks) {
    Set<@Nullable BytePath> standing = new HashSet<>();
    standing.add(BytePath.ROOT);
    long bytes = 0;
    int index = list.first();
    for (FileEntry entry : list.entries()) {
      if (entry.isStanding()) {
        standing.add(entry.path());
      } else if (entry.stat().isRegular()) {
        long size = entry.stat().size();
        if (bytes + size <= MOST_BYTES
            && !(hardLinks && entry.stat().links() > 1)
            && standing.contains(entry.path().parent())) {
          bytes += size;
          waiting.set(index);
        } else {
          others = true;
        }
      }
      index++;
    }
  }

  /**
   * Those of a list.
   *
   * @param list the session's only one
   * @param hardLinks whether names of one file are kept together
   */
  static UnaskedFiles of(FileList list, boolean hardLinks) {
    return new UnaskedFiles(list, hardLinks);
  }

  /** Index of the file that is to be sent next; -1 if there is none. */
  int next() {
    return waiting.nextSetBit(0);
  }

  /** The turn of this one is over; whether it was sent. */
  void done(int index, boolean wasSent) {
    waiting.clear(index);
    sent.set(index, wasSent);
    others |= !wasSent;
  }

  /** The generator asks for this one: whether it was sent, and not asked for since. */
  boolean wasSent(int index) {
    if (waiting.get(index)) {
      done(index, false);
    }
    boolean was = sent.get(index);
    sent.clear(index);
    return was;
  }

  /** Whether every file of the list, if there is any, was sent by its turn here. */
  boolean allSent() {
    return !others && waiting.isEmpty();
  }
}
