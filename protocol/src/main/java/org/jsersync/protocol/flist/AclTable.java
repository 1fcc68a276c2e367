package org.jsersync.protocol.flist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.PosixAcl;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * The access control lists of one kind that a session mentions (02-filelist, section 3.7):
 *
 * <pre>  number of an earlier one + 1, or: 0 | flags, 1 byte | permissions for each of the flags
 *   | [count | for each: id | permissions and kind | [name]]</pre>
 */
final class AclTable {
  private static final int USER_OBJ = 1;
  private static final int GROUP_OBJ = 2;
  private static final int MASK = 4;
  private static final int OTHER = 8;
  private static final int NAMED = 16;

  private static final int NAME_FOLLOWS = 1;
  private static final int IS_USER = 2;

  /** Entries of lists; of further ones, one that comes again goes over again. */
  static final int MOST_REMEMBERED = 200_000;

  private final Names names;
  private final Map<PosixAcl, Integer> numbers = new HashMap<>();
  private int remembered;
  private int count;

  /** Tells which names go with ids. */
  @FunctionalInterface
  interface Names {
    /** The name to send beside an id; null if none is. */
    byte @Nullable [] of(boolean isGroup, int id);
  }

  AclTable(Names names) {
    this.names = names;
  }

  void write(PosixAcl acl, WireOutput out) throws RsyncException {
    Integer known = numbers.get(acl);
    if (known != null) {
      out.varint(known + 1);
      return;
    }
    int size = 1 + acl.named().size();
    if (remembered + size <= MOST_REMEMBERED) {
      remembered += size;
      numbers.put(acl, count);
    }
    count++;
    out.varint(0);
    out.u8(
        flag(USER_OBJ, acl.userObj())
            | flag(GROUP_OBJ, acl.groupObj())
            | flag(MASK, acl.mask())
            | flag(OTHER, acl.other())
            | (acl.named().isEmpty() ? 0 : NAMED));
    permissions(acl.userObj(), out);
    permissions(acl.groupObj(), out);
    permissions(acl.mask(), out);
    permissions(acl.other(), out);
    if (!acl.named().isEmpty()) {
      named(acl.named(), out);
    }
  }

  private static int flag(int flag, int permissions) {
    return permissions == PosixAcl.ABSENT ? 0 : flag;
  }

  private static void permissions(int permissions, WireOutput out) throws RsyncException {
    if (permissions != PosixAcl.ABSENT) {
      out.varint(permissions);
    }
  }

  private void named(List<PosixAcl.Named> all, WireOutput out) throws RsyncException {
    out.varint(all.size());
    for (PosixAcl.Named one : all) {
      byte[] name = names.of(one.isGroup(), one.id());
      out.varint(one.id());
      out.varint(
          one.permissions() << 2
              | (one.isGroup() ? 0 : IS_USER)
              | (name == null ? 0 : NAME_FOLLOWS));
      if (name != null) {
        IdTable.writeName(out, name);
      }
    }
  }
}
