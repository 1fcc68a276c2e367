package org.jsersync.protocol.file;

import java.util.Arrays;

/**
 * Opens a name below a directory without following a symlink anywhere on the way and without
 * leaving the directory by "..".
 */
enum Opener {
  /** By openat2, one call. Since Linux 5.6. */
  OPENAT2 {
    @Override
    int open(Scratch scratch, int root, BytePath path, int flags) throws PosixException {
      return FileCalls.openBeneath(scratch, root, scratch.path(path), flags);
    }
  },

  /** By openat, component by component; where the kernel or a sandbox has no openat2. */
  WALK {
    @Override
    int open(Scratch scratch, int root, BytePath path, int flags) throws PosixException {
      byte[] bytes = path.raw();
      int dir = root;
      int start = 0;
      while (true) {
        int slash = start;
        while (slash < bytes.length && bytes[slash] != '/') {
          slash++;
        }
        boolean last = slash == bytes.length;
        int next = step(scratch, dir, Arrays.copyOfRange(bytes, start, slash), last, flags);
        if (dir != root) {
          FileCalls.close(dir);
        }
        if (last || next < 0) {
          return next;
        }
        dir = next;
        start = slash + 1;
      }
    }

    private int step(Scratch scratch, int dir, byte[] name, boolean last, int flags)
        throws PosixException {
      if (name.length == 2 && name[0] == '.' && name[1] == '.') {
        return -PosixException.EXDEV;
      }
      int wanted = last ? flags : FileCalls.O_PATH | FileCalls.O_DIRECTORY | FileCalls.O_CLOEXEC;
      return FileCalls.openat(
          scratch, dir, scratch.path(BytePath.of(name)), wanted | FileCalls.O_NOFOLLOW);
    }
  };

  /** The better one that works here. */
  static final Opener BEST = probe();

  /**
   * Opens.
   *
   * @param root descriptor of the directory
   * @param path relative; the root itself is {@link BytePath#ROOT}
   * @param flags open flags with {@link FileCalls#O_NOFOLLOW}
   * @return a descriptor, or minus errno
   * @throws PosixException if the path is too long for the kernel
   */
  abstract int open(Scratch scratch, int root, BytePath path, int flags) throws PosixException;

  /** Returns when {@link #BEST} is known, and so the first call was made. */
  static void ready() {}

  private static Opener probe() {
    try (Scratch scratch = Scratch.take()) {
      int fd =
          FileCalls.openBeneath(
              scratch,
              FileCalls.AT_FDCWD,
              scratch.name(new byte[] {'.'}),
              FileCalls.O_PATH | FileCalls.O_CLOEXEC);
      if (fd >= 0) {
        FileCalls.close(fd);
      }
      // Sandboxes that are older than the call refuse it with EPERM.
      boolean missing = fd == -PosixException.ENOSYS || fd == -PosixException.EPERM;
      return missing ? WALK : OPENAT2;
    }
  }
}
