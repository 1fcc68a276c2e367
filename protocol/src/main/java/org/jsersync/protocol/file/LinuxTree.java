package org.jsersync.protocol.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source tree by Linux system calls, relative to the root's descriptor.
 *
 * <p>A name directly in the root costs one call. A deeper one is first opened as a place (O_PATH)
 * by an {@link Opener}, because a plain statx or readlinkat would follow a symlink on the way: who
 * looks at many names of one directory opens that instead.
 */
final class LinuxTree implements SourceTree {
  private static final int PLACE = FileCalls.O_PATH | FileCalls.O_NOFOLLOW | FileCalls.O_CLOEXEC;
  private static final int DIRECTORY =
      FileCalls.O_RDONLY
          | FileCalls.O_DIRECTORY
          | FileCalls.O_NOFOLLOW
          | FileCalls.O_NONBLOCK
          | FileCalls.O_CLOEXEC;
  private static final int FILE =
      FileCalls.O_RDONLY
          | FileCalls.O_NOFOLLOW
          | FileCalls.O_NONBLOCK
          | FileCalls.O_NOCTTY
          | FileCalls.O_CLOEXEC;

  private final BytePath root;
  private final Descriptor descriptor;
  private final Opener opener;
  private final boolean keepsAccessTimes;

  private LinuxTree(BytePath root, Descriptor descriptor, Opener opener, boolean keepsAccessTimes) {
    this.root = root;
    this.descriptor = descriptor;
    this.opener = opener;
    this.keepsAccessTimes = keepsAccessTimes;
  }

  static LinuxTree open(BytePath root, Opener opener) throws PosixException {
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + root);
    }
    try (Scratch scratch = Scratch.take()) {
      int fd =
          FileCalls.openat(
              scratch,
              FileCalls.AT_FDCWD,
              scratch.path(root),
              FileCalls.O_PATH | FileCalls.O_DIRECTORY | FileCalls.O_CLOEXEC);
      if (fd < 0) {
        throw Libc.failure("open", root, -fd);
      }
      return new LinuxTree(root, new Descriptor(fd, root), opener, false);
    }
  }

  @Override
  public BytePath root() {
    return root;
  }

  @Override
  public FileStat lstat(BytePath relative) throws PosixException {
    try (Scratch scratch = Scratch.take()) {
      int result = atPlace(scratch, relative, FileCalls::statx);
      if (result < 0) {
        throw failure("lstat", relative, result);
      }
      return StatxLayout.read(scratch);
    }
  }

  @Override
  public byte[] readLink(BytePath relative) throws PosixException {
    try (Scratch scratch = Scratch.take()) {
      int length = atPlace(scratch, relative, FileCalls::readlinkat);
      if (length < 0) {
        // Asked by an open descriptor, the kernel says ENOENT where it says EINVAL by name.
        boolean there = length == -PosixException.ENOENT && exists(relative);
        throw failure("readlink", relative, there ? -PosixException.EINVAL : length);
      }
      return scratch.result().asSlice(0, length).toArray(JAVA_BYTE);
    }
  }

  @Override
  public ExtendedAttributes attributes(BytePath relative) {
    return new ExtendedAttributes() {
      @Override
      public List<byte[]> names() throws PosixException {
        return inParent("llistxattr", relative, LinuxAttributes::names);
      }

      @Override
      public byte @Nullable [] value(byte[] attribute) throws PosixException {
        return inParent(
                "lgetxattr",
                relative,
                (scratch, dirfd, name, directory) ->
                    Optional.ofNullable(
                        LinuxAttributes.value(scratch, dirfd, name, attribute, directory)))
            .orElse(null);
      }
    };
  }

  /** A call on a name in a directory; the path is the directory's, for messages. */
  private interface ParentCall<T> {
    T on(Scratch scratch, int dirfd, byte[] name, BytePath directory) throws PosixException;
  }

  private <T> T inParent(String call, BytePath relative, ParentCall<T> asked)
      throws PosixException {
    BytePath parent = relative.parent();
    byte[] name = relative.name();
    if (name.length == 2 && name[0] == '.' && name[1] == '.') {
      throw failure(call, relative, -PosixException.EXDEV);
    }
    int rootFd = descriptor.use();
    try (Scratch scratch = Scratch.take()) {
      if (parent == null) {
        return asked.on(scratch, rootFd, new byte[] {'.'}, root);
      }
      if (parent.isEmpty()) {
        return asked.on(scratch, rootFd, name, root);
      }
      int place = opener.open(scratch, rootFd, parent, PLACE | FileCalls.O_DIRECTORY);
      if (place < 0) {
        throw failure(call, relative, place);
      }
      try {
        return asked.on(scratch, place, name, root.resolve(parent));
      } finally {
        FileCalls.close(place);
      }
    } finally {
      descriptor.release();
    }
  }

  private boolean exists(BytePath relative) {
    try {
      return lstat(relative).type() != 0;
    } catch (PosixException e) {
      return false;
    }
  }

  /** A call on a name relative to a descriptor; the empty name is the descriptor itself. */
  private interface PlaceCall {
    int on(Scratch scratch, int dirfd, MemorySegment path);
  }

  private int atPlace(Scratch scratch, BytePath relative, PlaceCall call) throws PosixException {
    int rootFd = descriptor.use();
    try {
      if (isDirectlyInRoot(relative)) {
        return call.on(scratch, rootFd, scratch.path(relative));
      }
      int place = opener.open(scratch, rootFd, relative, PLACE);
      if (place < 0) {
        return place;
      }
      try {
        return call.on(scratch, place, scratch.name(new byte[0]));
      } finally {
        FileCalls.close(place);
      }
    } finally {
      descriptor.release();
    }
  }

  private static boolean isDirectlyInRoot(BytePath relative) {
    byte[] bytes = relative.raw();
    for (byte b : bytes) {
      if (b == '/') {
        return false;
      }
    }
    return !(bytes.length == 2 && bytes[0] == '.' && bytes[1] == '.');
  }

  @Override
  public void list(BytePath relative, NameVisitor visitor) throws PosixException {
    try (OpenDirectory directory = openDirectory(relative)) {
      directory.list(visitor);
    }
  }

  @Override
  public OpenDirectory openDirectory(BytePath relative) throws PosixException {
    return new LinuxDirectory(root.resolve(relative), open("opendir", relative, DIRECTORY));
  }

  @Override
  public OpenFile openFile(BytePath relative) throws PosixException {
    return LinuxFile.of(root.resolve(relative), openForReading(relative));
  }

  private int openForReading(BytePath relative) throws PosixException {
    if (keepsAccessTimes) {
      try {
        return open("open", relative, FILE | FileCalls.O_NOATIME);
      } catch (PosixException e) {
        // Only who owns a file, and root, may have it so.
        if (e.errno() != PosixException.EPERM) {
          throw e;
        }
      }
    }
    return open("open", relative, FILE);
  }

  /** Closing either ends the use of both. */
  @Override
  public SourceTree keepingAccessTimes() {
    return new LinuxTree(root, descriptor, opener, true);
  }

  private int open(String call, BytePath relative, int flags) throws PosixException {
    int rootFd = descriptor.use();
    try (Scratch scratch = Scratch.take()) {
      int fd = opener.open(scratch, rootFd, relative, flags);
      if (fd < 0) {
        throw failure(call, relative, fd);
      }
      return fd;
    } finally {
      descriptor.release();
    }
  }

  private PosixException failure(String call, BytePath relative, int result) {
    return Libc.failure(call, root.resolve(relative), -result);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
