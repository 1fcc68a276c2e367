package org.jsersync.protocol.flist;

/** The flag word in front of each entry (02-filelist, section 3.1), protocols 30 to 32. */
final class EntryFlags {
  static final int TOP_DIR = 0x0001;
  static final int SAME_MODE = 0x0002;
  static final int EXTENDED = 0x0004;
  static final int SAME_UID = 0x0008;
  static final int SAME_GID = 0x0010;
  static final int SAME_NAME = 0x0020;
  static final int LONG_NAME = 0x0040;
  static final int SAME_TIME = 0x0080;
  static final int SAME_RDEV_MAJOR = 0x0100;
  static final int NO_CONTENT_DIR = 0x0100;
  static final int HLINKED = 0x0200;
  static final int USER_NAME_FOLLOWS = 0x0400;
  static final int GROUP_NAME_FOLLOWS = 0x0800;
  static final int HLINK_FIRST = 0x1000;

  /** Byte form only: together with {@link #EXTENDED} it ends a list with an error code. */
  static final int IO_ERROR_ENDLIST = 0x1000;

  static final int MOD_NSEC = 0x2000;

  private EntryFlags() {}
}
