package org.jsersync.protocol;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Set;

/**
 * A password file and rsync's rules for it (01-session, section 2.5): not accessible by others,
 * owned by root if we are root, not reached through somebody else's symlink, first non-empty line.
 *
 * @param file as given
 */
record PasswordFile(Path file) implements PasswordSource {
  private static final int OTHER_ACCESS = 06;
  private static final int FILE_TYPE = 0170000;
  private static final int SYMLINK = 0120000;
  private static final int MAX_LINKS = 40;

  @Override
  public byte[] read() throws RsyncException {
    byte[] content = new byte[MAX_BYTES];
    try {
      int n = read(content);
      byte[] used = Arrays.copyOf(content, n);
      try {
        return firstLine(used, "password file " + file);
      } finally {
        Arrays.fill(used, (byte) 0);
      }
    } catch (NoSuchFileException e) {
      throw refuse("could not open password file " + file + ": No such file or directory");
    } catch (IOException e) {
      if (e instanceof RsyncException known) {
        throw known;
      }
      throw refuse("could not read password file " + file + ": " + e.getMessage());
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private int read(byte[] content) throws IOException {
    int self = Stat.following(Path.of("/proc/self")).uid;
    Path real = resolve(self);
    Stat before = check(real, self);
    try (SeekableByteChannel in =
        Files.newByteChannel(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      // Java tells nothing of an open file; an unchanged inode behind the name has to do.
      if (!check(real, self).equals(before)) {
        throw refuse("password file " + file + " was exchanged while it was opened; try again");
      }
      ByteBuffer into = ByteBuffer.wrap(content);
      int n = 0;
      while (n >= 0 && into.hasRemaining()) {
        n = in.read(into);
      }
      return into.position();
    }
  }

  private Stat check(Path real, int self) throws IOException {
    Stat stat = Stat.of(real);
    if ((stat.mode & OTHER_ACCESS) != 0) {
      throw refuse(
          "password file " + file + " must not be accessible by others; run: chmod 600 " + file);
    }
    if (self == 0 && stat.uid != 0) {
      throw refuse(
          "password file "
              + file
              + " must be owned by root when running as root; run: chown root "
              + file);
    }
    return stat;
  }

  /** Follows the path by hand; a link's owner must be root or ourselves. */
  private Path resolve(int self) throws IOException {
    Path absolute = file.toAbsolutePath();
    Deque<Path> left = new ArrayDeque<>();
    absolute.forEach(left::addLast);
    Path at = absolute.getRoot();
    int links = 0;
    while (!left.isEmpty()) {
      Path name = left.removeFirst();
      if (name.toString().equals("..")) {
        Path up = at.getParent();
        at = up == null ? at : up;
        continue;
      }
      Path next = at.resolve(name);
      Stat stat = Stat.of(next);
      if ((stat.mode & FILE_TYPE) != SYMLINK) {
        at = next;
        continue;
      }
      int owner = stat.uid;
      if (owner != 0 && owner != self) {
        throw refuse(
            "password file "
                + file
                + " is reached through the symlink "
                + next
                + ", which belongs to user "
                + owner
                + "; name the file itself");
      }
      if (++links > MAX_LINKS) {
        throw refuse("password file " + file + ": too many symlinks");
      }
      Path target = Files.readSymbolicLink(next);
      for (int i = target.getNameCount() - 1; i >= 0; i--) {
        left.addFirst(target.getName(i));
      }
      at = target.isAbsolute() ? target.getRoot() : at;
    }
    return at;
  }

  /** What the rules ask of a file. */
  private record Stat(int mode, int uid, Object inode, Object device) {
    static Stat of(Path path) throws IOException {
      return of(Files.readAttributes(path, "unix:mode,uid,ino,dev", LinkOption.NOFOLLOW_LINKS));
    }

    static Stat following(Path path) throws IOException {
      return of(Files.readAttributes(path, "unix:mode,uid,ino,dev"));
    }

    private static Stat of(Map<String, Object> attributes) {
      return new Stat(
          (int) requireNonNull(attributes.get("mode")),
          (int) requireNonNull(attributes.get("uid")),
          requireNonNull(attributes.get("ino")),
          requireNonNull(attributes.get("dev")));
    }
  }

  /** The first non-empty line: ends at CR or LF, blanks belong to it. */
  static byte[] firstLine(byte[] content, String from) throws RsyncException {
    int start = 0;
    while (start < content.length && isLineEnd(content[start])) {
      start++;
    }
    int end = start;
    while (end < content.length && !isLineEnd(content[end])) {
      end++;
    }
    if (end == start) {
      throw refuse("no password in " + from + ": its first non-empty line is the password");
    }
    return Arrays.copyOfRange(content, start, end);
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }

  static RsyncException refuse(String message) {
    return new RsyncException(RsyncException.Kind.USAGE, message);
  }

  @Override
  public String toString() {
    return "password from " + file;
  }
}
