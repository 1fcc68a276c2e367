package org.jsersync.protocol.file;

import java.util.Locale;

/**
 * The numbers that differ between the machines Linux runs on: two open flags and the system calls.
 * Everything else used here (struct statx, dirent64, inotify_event, openat2's number 437) is the
 * same on x86-64 and arm64.
 */
enum LinuxAbi {
  X86_64(0200000, 0400000, 0, 3, 257, 267, 217, 332, 192, 195),
  AARCH64(040000, 0100000, 63, 57, 56, 78, 61, 291, 9, 12),
  UNSUPPORTED(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static final LinuxAbi CURRENT =
      of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));

  final int directoryFlag;
  final int noFollowFlag;
  final long read;
  final long close;
  final long openat;
  final long readlinkat;
  final long getdents64;
  final long statx;
  final long lgetxattr;
  final long llistxattr;

  LinuxAbi(
      int directoryFlag,
      int noFollowFlag,
      long read,
      long close,
      long openat,
      long readlinkat,
      long getdents64,
      long statx,
      long lgetxattr,
      long llistxattr) {
    this.directoryFlag = directoryFlag;
    this.noFollowFlag = noFollowFlag;
    this.read = read;
    this.close = close;
    this.openat = openat;
    this.readlinkat = readlinkat;
    this.getdents64 = getdents64;
    this.statx = statx;
    this.lgetxattr = lgetxattr;
    this.llistxattr = llistxattr;
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
