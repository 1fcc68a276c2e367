package org.jsersync.protocol.flist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * Writes lists for protocols 30 to 32 (02-filelist, section 3). Each entry is written as the
 * difference to the one before it, also across lists: one encoder per session.
 */
public final class FileListEncoder {
  private static final int MAX_PREFIX = 255;

  private final ListFormat format;
  private final WireOutput out;
  private final IdTable users;
  private final IdTable groups;
  private final Map<Inode, FirstMember> linkGroups = new HashMap<>();
  private long bytes;

  // What the entry before said.
  private byte[] name = FileEntry.NO_BYTES;
  private int mode;
  private int uid;
  private int gid;
  private long mtime;
  private int rdevMajor;

  private record Inode(long device, long inode) {}

  private record FirstMember(int index, FileStat stat) {}

  public FileListEncoder(ListFormat format, WireOutput out) {
    this.format = format;
    this.out = out;
    this.users = new IdTable(format.names()::user);
    this.groups = new IdTable(format.names()::group);
  }

  /** Bytes of all lists so far. */
  public long bytes() {
    return bytes;
  }

  /**
   * One list with its end.
   *
   * @param ioError the I/O error word as it stands now
   */
  public void write(FileList list, int ioError) throws RsyncException {
    long start = out.position();
    int index = list.first();
    List<FileEntry> entries = list.entries();
    for (FileEntry entry : entries) {
      write(entry, index++, list.first());
    }
    end(ioError);
    if (!format.dialect().incrementalRecursion() && !format.numericIds()) {
      if (format.owner()) {
        users.write(out, format.dialect().idZeroNames());
      }
      if (format.group()) {
        groups.write(out, format.dialect().idZeroNames());
      }
    }
    bytes += out.position() - start;
  }

  private void end(int ioError) throws RsyncException {
    if (format.dialect().varintFlags()) {
      out.varint(0).varint(ioError);
    } else if (ioError != 0 && format.dialect().safeFileList()) {
      out.u16(EntryFlags.EXTENDED | EntryFlags.IO_ERROR_ENDLIST).varint(ioError);
    } else {
      out.u8(0);
    }
  }

  private void write(FileEntry entry, int index, int listStart) throws RsyncException {
    FileStat stat = entry.stat();
    byte[] newName = entry.wireName();
    int flags = kindFlags(entry.kind());
    if (stat.mode() == mode) {
      flags |= EntryFlags.SAME_MODE;
    }
    boolean carriesRdev =
        (stat.isDevice() && format.devices())
            || (stat.isSpecial() && format.specials() && format.dialect().protocol() < 31);
    if (carriesRdev && (stat.isSpecial() || stat.rdevMajor() == rdevMajor)) {
      flags |= EntryFlags.SAME_RDEV_MAJOR;
    }
    boolean first = name.length == 0;
    byte @Nullable [] userName = null;
    byte @Nullable [] groupName = null;
    if (!format.owner() || (stat.uid() == uid && !first)) {
      flags |= EntryFlags.SAME_UID;
    } else if (!format.numericIds()) {
      userName = users.firstSight(stat.uid());
    }
    if (!format.group() || (stat.gid() == gid && !first)) {
      flags |= EntryFlags.SAME_GID;
    } else if (!format.numericIds()) {
      groupName = groups.firstSight(stat.gid());
    }
    boolean inline = format.dialect().incrementalRecursion();
    if (inline && userName != null) {
      flags |= EntryFlags.USER_NAME_FOLLOWS;
    }
    if (inline && groupName != null) {
      flags |= EntryFlags.GROUP_NAME_FOLLOWS;
    }
    if (stat.mtimeSeconds() == mtime) {
      flags |= EntryFlags.SAME_TIME;
    }
    if (format.dialect().nanoseconds() && stat.mtimeNanos() != 0) {
      flags |= EntryFlags.MOD_NSEC;
    }
    FirstMember group = null;
    if (format.hardLinks() && !entry.isDirectory() && stat.links() > 1) {
      group =
          linkGroups.putIfAbsent(
              new Inode(stat.device(), stat.inode()), new FirstMember(index, stat));
      flags |= EntryFlags.HLINKED;
      if (group == null) {
        flags |= EntryFlags.HLINK_FIRST;
      }
    }
    int prefix = commonPrefix(newName);
    int rest = newName.length - prefix;
    if (prefix > 0) {
      flags |= EntryFlags.SAME_NAME;
    }
    if (rest > 255) {
      flags |= EntryFlags.LONG_NAME;
    }

    writeFlags(flags, entry.isDirectory());
    if (prefix > 0) {
      out.u8(prefix);
    }
    if (rest > 255) {
      out.varint(rest);
    } else {
      out.u8(rest);
    }
    out.bytes(newName, prefix, rest);
    name = newName;
    if (group != null) {
      out.varint(group.index);
      if (group.index >= listStart) {
        // All else is the group's first member's, which the receiver then carries on.
        carry(group.stat);
        return;
      }
    }
    out.varlong(stat.isDevice() || stat.isSpecial() ? 0 : stat.size(), 3);
    if ((flags & EntryFlags.SAME_TIME) == 0) {
      out.varlong(stat.mtimeSeconds(), 4);
    }
    if ((flags & EntryFlags.MOD_NSEC) != 0) {
      out.varint(stat.mtimeNanos());
    }
    if ((flags & EntryFlags.SAME_MODE) == 0) {
      out.int32(stat.mode());
    }
    if ((flags & EntryFlags.SAME_UID) == 0) {
      out.varint(stat.uid());
      if (inline && userName != null) {
        IdTable.writeName(out, userName);
      }
    }
    if ((flags & EntryFlags.SAME_GID) == 0) {
      out.varint(stat.gid());
      if (inline && groupName != null) {
        IdTable.writeName(out, groupName);
      }
    }
    if (carriesRdev) {
      if ((flags & EntryFlags.SAME_RDEV_MAJOR) == 0) {
        out.varint(stat.rdevMajor());
        rdevMajor = stat.rdevMajor();
      }
      out.varint(stat.isSpecial() ? 0 : stat.rdevMinor());
    }
    if (stat.isSymlink() && format.links()) {
      out.varint(entry.linkTarget().length).bytes(entry.linkTarget());
    }
    if (format.digestLength() > 0 && stat.isRegular()) {
      out.bytes(entry.checksum(), 0, format.digestLength());
    }
    carry(stat);
  }

  private void carry(FileStat stat) {
    mode = stat.mode();
    mtime = stat.mtimeSeconds();
    if (format.owner()) {
      uid = stat.uid();
    }
    if (format.group()) {
      gid = stat.gid();
    }
  }

  private static int kindFlags(DirectoryKind kind) {
    return switch (kind) {
      case CONTENT, NONE -> 0;
      case TOP -> EntryFlags.TOP_DIR;
      case NO_CONTENT -> EntryFlags.NO_CONTENT_DIR;
      case IMPLIED -> EntryFlags.TOP_DIR | EntryFlags.NO_CONTENT_DIR;
    };
  }

  private int commonPrefix(byte[] next) {
    int limit = Math.min(MAX_PREFIX, Math.min(name.length, next.length));
    int n = 0;
    while (n < limit && name[n] == next[n]) {
      n++;
    }
    return n;
  }

  /** A word of 0 would end the list: a filler stands for it (02-filelist, section 3.3). */
  private void writeFlags(int flags, boolean directory) throws RsyncException {
    if (format.dialect().varintFlags()) {
      out.varint(flags == 0 ? EntryFlags.EXTENDED : flags);
      return;
    }
    int word = flags == 0 && !directory ? EntryFlags.TOP_DIR : flags;
    if (word == 0 || (word & 0xff00) != 0) {
      out.u16(word | EntryFlags.EXTENDED);
    } else {
      out.u8(word);
    }
  }
}
