package org.jsersync.protocol;

import org.jsersync.protocol.file.BytePath;

/**
 * Hears what happens during a push, while it happens; on the thread that pushes, in order. Every
 * method has an empty body, so that a listener takes what it wants.
 */
public interface PushListener {
  /** Text that the daemon sent before the session, one line, raw bytes (MOTD, module list). */
  default void greetingText(byte[] line) {}

  /** The session stands: what was agreed on. */
  default void connected(int protocol, String checksum, String compression) {}

  /** One more name was put into the file list. */
  default void listed(BytePath path) {}

  /** That name belongs to a file that has others (hard links): which file it is. */
  default void linked(BytePath path, long device, long inode) {}

  /** The daemon reported on an entry, or an entry's data was sent: see {@link Item}. */
  default void item(Item item) {}

  /** Bytes of a file's content went out; {@code done} of {@code size} so far. */
  default void progress(BytePath path, long done, long size) {}

  /** The daemon deleted this. */
  default void deleted(BytePath path, boolean directory) {}

  /**
   * The daemon confirmed that this entry is right now (MSG_SUCCESS). Not said of a file that
   * changed while it was read.
   */
  default void confirmed(BytePath path) {}

  /** A message for people: an error or warning of either side; already safe to print. */
  default void message(Level level, String text) {}

  /** A source file could not be sent as it should, which {@link PushReport#failed} says too. */
  default void sourceFailed(BytePath path, String text) {
    message(Level.ERROR, text);
  }

  /** How much a message weighs. */
  enum Level {
    ERROR,
    WARNING,
    INFO
  }

  /**
   * What happened to one entry, in rsync's item flags (03-transfer, section 2.2).
   *
   * @param path below the destination
   * @param mode the entry's mode word
   * @param size the entry's size, bytes
   * @param flags the 16 item bits as on the wire
   * @param linkTarget a symlink's target or a hard link's other name, else empty
   */
  record Item(BytePath path, int mode, long size, int flags, byte[] linkTarget) {
    public static final int REPORT_CHANGE = 0x0002;
    public static final int REPORT_SIZE = 0x0004;
    public static final int REPORT_TIME = 0x0008;
    public static final int REPORT_PERMS = 0x0010;
    public static final int REPORT_OWNER = 0x0020;
    public static final int REPORT_GROUP = 0x0040;
    public static final int BASIS_FOLLOWS = 0x0800;
    public static final int XNAME_FOLLOWS = 0x1000;
    public static final int IS_NEW = 0x2000;
    public static final int LOCAL_CHANGE = 0x4000;
    public static final int TRANSFER = 0x8000;
  }
}
