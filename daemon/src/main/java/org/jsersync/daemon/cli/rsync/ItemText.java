package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.PushListener.Item;

/** The eleven characters of {@code -i}: {@code YXcstpoguax} (04-options, section 5.2). */
final class ItemText {
  private static final int TYPE = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int SYMLINK = 0120000;
  private static final int REGULAR = 0100000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int CHARACTER_DEVICE = 0020000;

  private static final int REPORT_ATIME = 0x0001;
  private static final int REPORT_ACL = 0x0080;
  private static final int REPORT_XATTR = 0x0100;
  private static final int REPORT_CRTIME = 0x0400;
  private static final int INSIGNIFICANT =
      Item.BASIS_FOLLOWS | Item.XNAME_FOLLOWS | Item.LOCAL_CHANGE;

  private ItemText() {}

  /** Whether anything about the entry is other than it was. */
  static boolean significant(Item item) {
    return (item.flags() & ~INSIGNIFICANT) != 0;
  }

  static boolean directory(Item item) {
    return type(item) == DIRECTORY;
  }

  static boolean symlink(Item item) {
    return type(item) == SYMLINK;
  }

  /**
   * The text of an item.
   *
   * @param keepsTimes whether modification times are preserved ({@code -t})
   */
  static String of(Item item, boolean keepsTimes) {
    char update = update(item);
    String head = "" + update + kind(item);
    if (has(item, Item.IS_NEW)) {
      return head + "+".repeat(9);
    }
    String changes = changes(item, keepsTimes);
    return changes.equals(".........") && update != '<' ? head + " ".repeat(9) : head + changes;
  }

  private static String changes(Item item, boolean keepsTimes) {
    boolean transferTime = !keepsTimes || (symlink(item) && has(item, Item.REPORT_SIZE));
    return mark(item, Item.REPORT_CHANGE, 'c')
        + (symlink(item) ? "." : mark(item, Item.REPORT_SIZE, 's'))
        + mark(item, Item.REPORT_TIME, transferTime ? 'T' : 't')
        + mark(item, Item.REPORT_PERMS, 'p')
        + mark(item, Item.REPORT_OWNER, 'o')
        + mark(item, Item.REPORT_GROUP, 'g')
        + otherTimes(item)
        + mark(item, REPORT_ACL, 'a')
        + mark(item, REPORT_XATTR, 'x');
  }

  private static String otherTimes(Item item) {
    return has(item, REPORT_ATIME) && has(item, REPORT_CRTIME)
        ? "b"
        : has(item, REPORT_CRTIME) ? "n" : mark(item, REPORT_ATIME, 'u');
  }

  private static String mark(Item item, int flag, char letter) {
    return has(item, flag) ? String.valueOf(letter) : ".";
  }

  private static char update(Item item) {
    if (has(item, Item.LOCAL_CHANGE)) {
      return has(item, Item.XNAME_FOLLOWS) ? 'h' : 'c';
    }
    return has(item, Item.TRANSFER) ? '<' : '.';
  }

  private static char kind(Item item) {
    return switch (type(item)) {
      case REGULAR -> 'f';
      case DIRECTORY -> 'd';
      case SYMLINK -> 'L';
      case BLOCK_DEVICE, CHARACTER_DEVICE -> 'D';
      default -> 'S';
    };
  }

  private static int type(Item item) {
    return item.mode() & TYPE;
  }

  private static boolean has(Item item, int flag) {
    return (item.flags() & flag) != 0;
  }
}
