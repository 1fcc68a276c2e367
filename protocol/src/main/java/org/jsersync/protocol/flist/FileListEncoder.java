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
  private static final int MAX_SHORT_NAME = 255;

  private final ListFormat format;
  private final WireOutput out;
  private final boolean incremental;
  private final boolean nanoseconds;
  private final IdTable users;
  private final IdTable groups;
  private final AttributeBlocks attributes;
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
    this.incremental = format.dialect().incrementalRecursion();
    this.nanoseconds = format.dialect().nanoseconds();
    this.users = new IdTable(format.names()::user);
    this.groups = new IdTable(format.names()::group);
    this.attributes =
        new AttributeBlocks(format, (isGroup, id) -> newName(isGroup ? groups : users, id));
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
    if (!incremental && !format.numericIds()) {
      if (format.owner() || format.acls()) {
        users.write(out, format.dialect().idZeroNames());
      }
      if (format.group() || format.acls()) {
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
    FirstMember linked = linkGroup(entry, index);
    int flags =
        kindFlags(entry.kind()) | sameFlags(stat) | deviceFlags(stat) | linkFlags(linked, index);
    byte[] userName = (flags & EntryFlags.SAME_UID) == 0 ? newName(users, stat.uid()) : null;
    byte[] groupName = (flags & EntryFlags.SAME_GID) == 0 ? newName(groups, stat.gid()) : null;
    if (userName != null) {
      flags |= EntryFlags.USER_NAME_FOLLOWS;
    }
    if (groupName != null) {
      flags |= EntryFlags.GROUP_NAME_FOLLOWS;
    }
    writeFlagsAndName(flags, entry);
    if (linked != null && linked.index != index) {
      out.varint(linked.index);
      if (linked.index >= listStart) {
        // All else is the group's first member's, which the receiver then carries on.
        carry(linked.stat);
        attributes.write(entry, out);
        return;
      }
    }
    writeAttributes(flags, stat);
    writeOwners(flags, stat, userName, groupName);
    writeDevice(flags, stat);
    if (stat.isSymlink() && format.links()) {
      out.varint(entry.linkTarget().length).bytes(entry.linkTarget());
    }
    if (format.digestLength() > 0 && stat.isRegular()) {
      out.bytes(entry.checksum(), 0, format.digestLength());
    }
    carry(stat);
    attributes.write(entry, out);
  }

  /** The first member of an entry's link group, perhaps itself; null if it has no other name. */
  private @Nullable FirstMember linkGroup(FileEntry entry, int index) {
    FileStat stat = entry.stat();
    if (!format.hardLinks() || entry.isDirectory() || stat.links() <= 1) {
      return null;
    }
    return linkGroups.computeIfAbsent(
        new Inode(stat.device(), stat.inode()), _ -> new FirstMember(index, stat));
  }

  private static int linkFlags(@Nullable FirstMember linked, int index) {
    if (linked == null) {
      return 0;
    }
    return linked.index == index ? EntryFlags.HLINKED | EntryFlags.HLINK_FIRST : EntryFlags.HLINKED;
  }

  /** Which attributes are those of the entry before, or are not sent at all. */
  private int sameFlags(FileStat stat) {
    boolean first = name.length == 0;
    int flags = 0;
    if (stat.mode() == mode) {
      flags |= EntryFlags.SAME_MODE;
    }
    if (!format.owner() || (stat.uid() == uid && !first)) {
      flags |= EntryFlags.SAME_UID;
    }
    if (!format.group() || (stat.gid() == gid && !first)) {
      flags |= EntryFlags.SAME_GID;
    }
    if (stat.mtimeSeconds() == mtime) {
      flags |= EntryFlags.SAME_TIME;
    }
    if (nanoseconds && stat.mtimeNanos() != 0) {
      flags |= EntryFlags.MOD_NSEC;
    }
    return flags;
  }

  private boolean carriesDevice(FileStat stat) {
    return (stat.isDevice() && format.devices())
        || (stat.isSpecial() && format.specials() && format.dialect().specialsHaveNumbers());
  }

  private int deviceFlags(FileStat stat) {
    boolean same = carriesDevice(stat) && (stat.isSpecial() || stat.rdevMajor() == rdevMajor);
    return same ? EntryFlags.SAME_RDEV_MAJOR : 0;
  }

  /** The name to send beside an id; null if none is, or it goes into the table behind the list. */
  private byte @Nullable [] newName(IdTable ids, int id) {
    if (format.numericIds()) {
      return null;
    }
    byte[] found = ids.firstSight(id);
    return incremental ? found : null;
  }

  private void writeFlagsAndName(int others, FileEntry entry) throws RsyncException {
    byte[] newName = entry.wireName();
    int prefix = commonPrefix(newName);
    int rest = newName.length - prefix;
    int flags = others;
    if (prefix > 0) {
      flags |= EntryFlags.SAME_NAME;
    }
    if (rest > MAX_SHORT_NAME) {
      flags |= EntryFlags.LONG_NAME;
    }
    writeFlags(flags, entry.isDirectory());
    if (prefix > 0) {
      out.u8(prefix);
    }
    if (rest > MAX_SHORT_NAME) {
      out.varint(rest);
    } else {
      out.u8(rest);
    }
    out.bytes(newName, prefix, rest);
    name = newName;
  }

  private void writeAttributes(int flags, FileStat stat) throws RsyncException {
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
  }

  private void writeOwners(
      int flags, FileStat stat, byte @Nullable [] userName, byte @Nullable [] groupName)
      throws RsyncException {
    if ((flags & EntryFlags.SAME_UID) == 0) {
      out.varint(stat.uid());
      if (userName != null) {
        IdTable.writeName(out, userName);
      }
    }
    if ((flags & EntryFlags.SAME_GID) == 0) {
      out.varint(stat.gid());
      if (groupName != null) {
        IdTable.writeName(out, groupName);
      }
    }
  }

  private void writeDevice(int flags, FileStat stat) throws RsyncException {
    if (!carriesDevice(stat)) {
      return;
    }
    if ((flags & EntryFlags.SAME_RDEV_MAJOR) == 0) {
      out.varint(stat.rdevMajor());
      rdevMajor = stat.rdevMajor();
    }
    out.varint(stat.isSpecial() ? 0 : stat.rdevMinor());
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
