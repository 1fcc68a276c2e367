package org.jsersync.daemon.config;

import java.util.Arrays;
import org.jsersync.protocol.file.BytePath;

/**
 * Names of files that editors and tools make in passing; sersync drops every event about them
 * (06-sersync, section 4.3). The rule is for events: a comparison of a whole directory may carry
 * such files along, but must never delete one because of it.
 */
final class TransientName {
  /** vim makes and removes it to see whether a directory is writable. */
  private static final byte[] VIM_PROBE = {'4', '9', '1', '3'};

  private TransientName() {}

  /**
   * Whether events about it are dropped: the name begins with ".", ends with "~", or is "4913".
   *
   * @param path the last component counts
   * @param directory whether it is, or was, a directory: those have no such names
   */
  static boolean matches(BytePath path, boolean directory) {
    if (directory || path.isEmpty()) {
      return false;
    }
    byte[] name = path.name();
    return name[0] == '.' || name[name.length - 1] == '~' || Arrays.equals(name, VIM_PROBE);
  }
}
