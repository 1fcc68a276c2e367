package org.jsersync.protocol.file;

/**
 * A directory that is read from: every name is looked up relative to its open descriptor, and no
 * symlink below it is followed. Safe for use by several threads.
 */
public interface SourceTree extends AutoCloseable {
  /**
   * Opens a directory; the path itself may lead through symlinks, as its owner wrote it. The tree
   * stays with the directory that was opened, even if another takes its name.
   *
   * @throws PosixException if it is not there, no directory, or not to be entered
   * @throws IllegalArgumentException if the path is relative
   * @throws UnsupportedOperationException if this is not Linux on x86-64 or arm64
   */
  static SourceTree open(BytePath absoluteRoot) throws PosixException {
    LinuxAbi.CURRENT.require();
    return LinuxTree.open(absoluteRoot, Opener.BEST);
  }

  /**
   * Says that a directory will be opened soon: what that needs is made meanwhile, on a thread of
   * its own, for the first call into the C library takes as long as a small push.
   */
  static void prepare() {
    if (LinuxAbi.CURRENT != LinuxAbi.UNSUPPORTED) {
      Thread.ofPlatform().daemon().name("libc-start").start(Opener::ready);
    }
  }

  /** The absolute path that was opened. */
  BytePath root();

  /** What a name is, not following it if it is a symlink. */
  FileStat lstat(BytePath relative) throws PosixException;

  /** A symlink's target, as bytes. */
  byte[] readLink(BytePath relative) throws PosixException;

  /** The extended attributes of a name, which is looked at each time one of them is asked for. */
  default ExtendedAttributes attributes(BytePath relative) {
    return ExtendedAttributes.NONE;
  }

  /** Tells every name in a directory, in the kernel's order, without "." and "..". */
  void list(BytePath relative, NameVisitor visitor) throws PosixException;

  /**
   * Opens a directory to look at what is in it, which costs one system call a name; by {@link
   * #lstat} it would be three.
   */
  default OpenDirectory openDirectory(BytePath relative) throws PosixException {
    SourceTree tree = this;
    return new OpenDirectory() {
      @Override
      public void list(NameVisitor visitor) throws PosixException {
        tree.list(relative, visitor);
      }

      @Override
      public FileStat lstat(byte[] name) throws PosixException {
        return tree.lstat(relative.child(name));
      }

      @Override
      public ExtendedAttributes attributes(byte[] name) {
        return tree.attributes(relative.child(name));
      }

      @Override
      public void close() {}
    };
  }

  /** Opens a regular file for reading; no symlink is followed, a fifo does not block. */
  OpenFile openFile(BytePath relative) throws PosixException;

  /**
   * The same tree, but that reading a file leaves its access time alone, where the kernel lets us
   * have it so: of our own files, or as root.
   */
  default SourceTree keepingAccessTimes() {
    return this;
  }

  /**
   * Ends the use of the tree; calls under way finish, later ones fail with IllegalStateException.
   */
  @Override
  void close();

  /** Takes one name of a directory. */
  @FunctionalInterface
  interface NameVisitor {
    /**
     * One name.
     *
     * @param name the component's bytes; the callee owns the array
     * @param type the type bits of a mode word ({@link FileStat#DIRECTORY} …), 0 when the file
     *     system does not say
     */
    void name(byte[] name, int type) throws PosixException;
  }
}
