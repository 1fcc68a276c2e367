package org.jsersync.protocol.file;

import java.util.Locale;

/**
 * The numbers that differ between the machines Linux runs on: two open flags and two system calls.
 * Everything else used here (struct statx, dirent64, inotify_event, openat2's number 437) is the
 * same on x86-64 and arm64.
 */
enum LinuxAbi {
  X86_64(0200000, 0400000, 332, 217),
  AARCH64(040000, 0100000, 291, 61),
  UNSUPPORTED(0, 0, 0, 0);

  static final LinuxAbi CURRENT =
      of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));

  final int directoryFlag;
  final int noFollowFlag;
  final long statxNumber;
  final long getdents64Number;

  LinuxAbi(int directoryFlag, int noFollowFlag, long statxNumber, long getdents64Number) {
    this.directoryFlag = directoryFlag;
    this.noFollowFlag = noFollowFlag;
    this.statxNumber = statxNumber;
    this.getdents64Number = getdents64Number;
  }

  static LinuxAbi of(String os, String arch) {
    if (!os.equals("Linux")) {
      return UNSUPPORTED;
    }
    return switch (arch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64", "arm64" -> AARCH64;
      default -> UNSUPPORTED;
    };
  }

  /**
   * Checks that this machine is one of those.
   *
   * @throws UnsupportedOperationException if not, saying which machine it is
   */
  void require() {
    if (this == UNSUPPORTED) {
      throw new UnsupportedOperationException(
          "files are read by Linux system calls on x86-64 or arm64; this is "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"));
    }
  }
}
