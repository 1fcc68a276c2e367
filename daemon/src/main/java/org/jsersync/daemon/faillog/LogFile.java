package org.jsersync.daemon.faillog;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The file itself, in a directory that others may write to as well ({@code /tmp} by default). It is
 * never followed if it is a symlink, never opened if it is anything but a regular file of ours, and
 * never changed in place: a new one, mode 0600, takes its name when it is on the disk. A file
 * beside it, {@code .lock}, is locked meanwhile, so that several processes can keep their records
 * in one file; it stays, for who removes a lock file lets two in.
 */
final class LogFile {
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOCK_AGAIN = Duration.ofMillis(20);

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;

  /** Writes the new content of the file. */
  @FunctionalInterface
  interface Content {
    /**
     * Writes all of it.
     *
     * @param before what the file holds so far, to its end
     * @throws IOException also if what it holds is not for us to replace
     */
    void write(InputStream before, OutputStream to) throws IOException;
  }

  LogFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /**
   * What it holds; nothing if it is not there.
   *
   * @throws IOException one line; also if it is a symlink, no regular file, or another user's
   */
  InputStream open() throws IOException {
    return new BufferedInputStream(
        isOurs(path)
            ? Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)
            : InputStream.nullInputStream());
  }

  /** Where it stands. */
  Path directory() {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path : parent;
  }

  /**
   * Looks whether it could be replaced, and changes nothing.
   *
   * @throws IOException why not, one line
   */
  void checkPlace() throws IOException {
    if (!Files.isDirectory(directory())) {
      throw new IOException("there is no directory " + directory());
    }
    if (!Files.isWritable(directory()) || !Files.isExecutable(directory())) {
      throw new IOException("nothing may be written to " + directory());
    }
    isOurs(beside(".lock"));
  }

  /** Whether it is there; says what is wrong if it is not of the kind that we make. */
  private static boolean isOurs(Path file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return false;
    }
    if (attributes.isSymbolicLink()) {
      throw new NotOurs(file + " is a symlink");
    }
    if (!attributes.isRegularFile()) {
      throw new NotOurs(file + " is no regular file");
    }
    Object owner = Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      throw new NotOurs(file + " is owned by another user");
    }
    return true;
  }

  /** It is something that we leave alone. */
  static final class NotOurs extends IOException {
    private static final long serialVersionUID = 1L;

    private NotOurs(String message) {
      super(message);
    }

    /** Its content is nothing that a fail log has. */
    static NotOurs noLog(Path file) {
      return new NotOurs(file + " is something else than a fail log");
    }
  }

  /**
   * Replaces it, or leaves it as it is.
   *
   * @throws IOException if that failed; a line that names no file, or the one that is the matter
   */
  void replace(Content content) throws IOException {
    // Closing it gives the lock back.
    try (FileChannel lock = lock()) {
      await(lock);
      Path fresh = beside(".new");
      // Of a process that was killed while it held the lock; a symlink goes, not what it leads to.
      Files.deleteIfExists(fresh);
      boolean done = false;
      try {
        write(fresh, content);
        Files.move(
            fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        done = true;
      } finally {
        if (!done) {
          Files.deleteIfExists(fresh);
        }
      }
      syncDirectory();
    }
  }

  private void write(Path fresh, Content content) throws IOException {
    Set<OpenOption> anew =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel = FileChannel.open(fresh, anew, PRIVATE);
        InputStream before = open()) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      content.write(before, out);
      out.flush();
      channel.force(true);
    }
  }

  private FileChannel lock() throws IOException {
    Path file = beside(".lock");
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    isOurs(file);
    FileChannel channel = FileChannel.open(file, options, PRIVATE);
    try {
      if (!isOurs(file)) {
        throw new FileSystemException(file.toString(), null, "was removed");
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void await(FileChannel lock) throws IOException {
    long end = System.nanoTime() + LOCK_PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (lock.tryLock() != null) {
        return;
      }
      LockSupport.parkNanos(LOCK_AGAIN.toNanos());
    }
    throw new FileSystemException(
        beside(".lock").toString(), null, "another process holds its lock");
  }

  /**
   * So that the new name outlives a crash of the machine; where that cannot be had, it is tried.
   */
  private void syncDirectory() {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (IOException e) {
        // The file itself is whole in any case.
      }
    }
  }

  /** Why something failed, on one line. */
  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> e.getFile() + ": no such file or directory";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileAlreadyExistsException e -> e.getFile() + ": somebody else made it just now";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
