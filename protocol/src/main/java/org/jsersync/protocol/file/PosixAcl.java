package org.jsersync.protocol.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access control list as POSIX has it. Permissions are 0 to 7, or {@link #ABSENT}.
 *
 * @param userObj the owner's
 * @param groupObj the owning group's
 * @param mask the most that the group and whoever is named have
 * @param other everybody else's
 * @param named users by number, then groups by number
 */
public record PosixAcl(int userObj, int groupObj, int mask, int other, List<Named> named) {
  public static final int ABSENT = -1;

  /** Nothing but what a mode says, or nothing at all. */
  public static final PosixAcl NONE = new PosixAcl(ABSENT, ABSENT, ABSENT, ABSENT, List.of());

  /** The extended attribute that holds it for the name itself, and for what is made below it. */
  private static final byte[] ACCESS = bytes("system.posix_acl_access");

  private static final byte[] DEFAULT = bytes("system.posix_acl_default");

  // struct posix_acl_xattr_header: le32 version; then entries: le16 tag, le16 perm, le32 id
  private static final int VERSION = 2;
  private static final int HEADER_BYTES = 4;
  private static final int ENTRY_BYTES = 8;

  private static final int USER_OBJ = 0x01;
  private static final int USER = 0x02;
  private static final int GROUP_OBJ = 0x04;
  private static final int GROUP = 0x08;
  private static final int MASK = 0x10;
  private static final int OTHER = 0x20;

  private static final Comparator<Named> ORDER =
      Comparator.comparing(Named::isGroup).thenComparing(Named::id, Integer::compareUnsigned);

  /**
   * What one user or group has.
   *
   * @param isGroup otherwise a user
   * @param id uid or gid, unsigned 32 bit
   * @param permissions 0 to 7
   */
  public record Named(boolean isGroup, int id, int permissions) {}

  /**
   * The one that decides about access to a name; {@link #NONE} if the mode says it all.
   *
   * @throws PosixException also if the kernel hands out something else than such a list
   */
  public static PosixAcl access(ExtendedAttributes of, BytePath path) throws PosixException {
    return parse(of.value(ACCESS), path);
  }

  /** The one that a directory hands on to what is made in it; {@link #NONE} if it has none. */
  public static PosixAcl ofDefault(ExtendedAttributes of, BytePath path) throws PosixException {
    return parse(of.value(DEFAULT), path);
  }

  /** Reads the form in which the kernel hands it out; the path is for messages. */
  static PosixAcl parse(byte @Nullable [] value, BytePath path) throws PosixException {
    if (value == null) {
      return NONE;
    }
    if (value.length < HEADER_BYTES || (value.length - HEADER_BYTES) % ENTRY_BYTES != 0) {
      throw malformed(path, value.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    int version = in.getInt();
    if (version != VERSION) {
      throw malformed(path, "version " + version);
    }
    int[] single = {ABSENT, ABSENT, ABSENT, ABSENT};
    List<Named> named = new ArrayList<>();
    while (in.hasRemaining()) {
      int tag = in.getShort() & 0xffff;
      int permissions = in.getShort() & 0xffff;
      int id = in.getInt();
      if (permissions > 7) {
        throw malformed(path, "permissions " + permissions);
      }
      if (tag == USER || tag == GROUP) {
        named.add(new Named(tag == GROUP, id, permissions));
      } else {
        int slot = slot(tag, path);
        if (single[slot] != ABSENT) {
          throw malformed(path, "two entries of kind " + tag);
        }
        single[slot] = permissions;
      }
    }
    named.sort(ORDER);
    return new PosixAcl(single[0], single[1], single[2], single[3], List.copyOf(named));
  }

  private static int slot(int tag, BytePath path) throws PosixException {
    return switch (tag) {
      case USER_OBJ -> 0;
      case GROUP_OBJ -> 1;
      case MASK -> 2;
      case OTHER -> 3;
      default -> throw malformed(path, "an entry of kind " + tag);
    };
  }

  private static PosixException malformed(BytePath path, String what) {
    return new PosixException("acl", path, PosixException.EINVAL, "an ACL with " + what);
  }

  /**
   * An access list without what a receiver takes from the mode (02-filelist, section 3.7).
   *
   * @param mode permission bits, those of the group being the mask's if there is one
   */
  public PosixAcl withoutWhatTheModeSays(int mode) {
    int group = mode >> 3 & 7;
    boolean groupIsMode = mask == ABSENT || groupObj == group;
    boolean maskIsMode = !named.isEmpty() && mask == group;
    return groupIsMode && mask == ABSENT && named.isEmpty()
        ? NONE
        : new PosixAcl(
            ABSENT, groupIsMode ? ABSENT : groupObj, maskIsMode ? ABSENT : mask, ABSENT, named);
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
