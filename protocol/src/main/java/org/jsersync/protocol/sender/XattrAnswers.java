package org.jsersync.protocol.sender;

import java.util.List;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.FileHasher;
import org.jsersync.protocol.file.DisplayName;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.XattrSet;
import org.jsersync.protocol.flist.XattrSet.Xattr;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * Sends the values of extended attributes that were listed by their digests (03-transfer, section
 * 2.5):
 *
 * <pre>  for each: its number minus that of the one before | length | value; 0</pre>
 *
 * <p>A value is asked for once for all entries that share a set, and is theirs then. So if it is no
 * longer what was listed, another of them is looked at; and if none has it any more, they all get
 * something that is not theirs, and count as having changed meanwhile.
 */
final class XattrAnswers {
  private static final byte[] NOTHING = {};

  private final SentLists lists;
  private final FileHasher digest;
  private final PushOutcome outcome;
  private int ioError;

  XattrAnswers(SentLists lists, FileHasher digest, PushOutcome outcome) {
    this.lists = lists;
    this.digest = digest;
    this.outcome = outcome;
  }

  /** Bits of the I/O error word that answering added. */
  int ioError() {
    return ioError;
  }

  void write(XattrRequest request, FileEntry entry, WireOutput out) throws RsyncException {
    int previous = 0;
    for (int number : request.numbers()) {
      byte[] value = value(entry, entry.xattrs().numbered(number));
      out.varint(number - previous).varint(value.length).bytes(value);
      previous = number;
    }
    out.varint(0);
  }

  private byte[] value(FileEntry entry, Xattr wanted) {
    byte[] own = null;
    String failure = null;
    try {
      own = read(entry, wanted);
      failure =
          own == null
              ? "failed to re-read xattr " + DisplayName.of(wanted.name()) + " for " + entry
              : null;
    } catch (PosixException e) {
      failure =
          "get_xattr_data: lgetxattr(\""
              + entry.origin().absolute()
              + "\",\""
              + DisplayName.of(wanted.name())
              + "\",0) failed: "
              + e.reason()
              + " ("
              + e.errno()
              + ")";
    }
    if (failure != null) {
      ioError |= ListBuilder.IO_ERROR;
      outcome.sourceFailed(entry.path(), failure);
    }
    if (own != null && wanted.hasValue(own, digest)) {
      return own;
    }
    byte[] listed = ofAnother(entry.xattrs(), wanted);
    if (listed != null) {
      outcome.changing(entry.path());
      return listed;
    }
    entry.xattrs().spoil();
    lists.sharing(entry.xattrs()).forEach(other -> outcome.changing(other.path()));
    return own == null ? NOTHING : own;
  }

  /** The value as another entry of the set still has it; null if none has. */
  private byte @Nullable [] ofAnother(XattrSet set, Xattr wanted) {
    List<FileEntry> others = lists.sharing(set);
    for (FileEntry other : others) {
      try {
        byte[] value = read(other, wanted);
        if (value != null && wanted.hasValue(value, digest)) {
          return value;
        }
      } catch (PosixException _) {
        // Whoever asks for this one hears of it.
      }
    }
    return null;
  }

  private static byte @Nullable [] read(FileEntry entry, Xattr wanted) throws PosixException {
    return entry.origin().tree().attributes(entry.origin().path()).value(wanted.name());
  }
}
