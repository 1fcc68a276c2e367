package org.jsersync.protocol.file;

/**
 * What lstat tells of a name, as the wire needs it.
 *
 * @param mode Linux mode word: type bits and permission bits
 * @param uid owner, unsigned 32 bit
 * @param gid group, unsigned 32 bit
 * @param size bytes; a symlink's is its target's length
 * @param mtimeSeconds modification time, seconds since 1970, may be negative
 * @param mtimeNanos 0 to 999,999,999
 * @param ctimeSeconds status change time, seconds
 * @param ctimeNanos 0 to 999,999,999
 * @param device number of the file system, major in the upper half
 * @param inode inode number
 * @param links number of hard links
 * @param rdevMajor a device's major number, else 0
 * @param rdevMinor a device's minor number, else 0
 */
public record FileStat(
    int mode,
    int uid,
    int gid,
    long size,
    long mtimeSeconds,
    int mtimeNanos,
    long ctimeSeconds,
    int ctimeNanos,
    long device,
    long inode,
    int links,
    int rdevMajor,
    int rdevMinor) {

  public static final int TYPE_MASK = 0170000;
  public static final int SOCKET = 0140000;
  public static final int SYMLINK = 0120000;
  public static final int REGULAR = 0100000;
  public static final int BLOCK = 0060000;
  public static final int DIRECTORY = 0040000;
  public static final int CHARACTER = 0020000;
  public static final int FIFO = 0010000;

  /** The same with another mode word. */
  public FileStat withMode(int other) {
    return new FileStat(
        other,
        uid,
        gid,
        size,
        mtimeSeconds,
        mtimeNanos,
        ctimeSeconds,
        ctimeNanos,
        device,
        inode,
        links,
        rdevMajor,
        rdevMinor);
  }

  /** The same with another number of links. */
  public FileStat withLinks(int number) {
    return new FileStat(
        mode,
        uid,
        gid,
        size,
        mtimeSeconds,
        mtimeNanos,
        ctimeSeconds,
        ctimeNanos,
        device,
        inode,
        number,
        rdevMajor,
        rdevMinor);
  }

  public int type() {
    return mode & TYPE_MASK;
  }

  public boolean isRegular() {
    return type() == REGULAR;
  }

  public boolean isDirectory() {
    return type() == DIRECTORY;
  }

  public boolean isSymlink() {
    return type() == SYMLINK;
  }

  /** A block or character device. */
  public boolean isDevice() {
    return type() == BLOCK || type() == CHARACTER;
  }

  /** A fifo or socket. */
  public boolean isSpecial() {
    return type() == FIFO || type() == SOCKET;
  }

  /** Whether it is of the same file, whatever became of that meanwhile. */
  public boolean sameFileAs(FileStat other) {
    return inode == other.inode && device == other.device;
  }

  /** Whether the content may have changed between two looks at one file. */
  public boolean sameContentAs(FileStat other) {
    return size == other.size
        && mtimeSeconds == other.mtimeSeconds
        && mtimeNanos == other.mtimeNanos
        && ctimeSeconds == other.ctimeSeconds
        && ctimeNanos == other.ctimeNanos
        && sameFileAs(other);
  }
}
