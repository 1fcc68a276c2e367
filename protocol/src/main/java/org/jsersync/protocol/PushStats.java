package org.jsersync.protocol;

/**
 * rsync's counters of a push (04-options, section 5.4). All sizes in bytes, times in milliseconds.
 *
 * @param files entries listed, by kind
 * @param created entries that were new at the destination, by kind
 * @param deleted entries that the daemon deleted, by kind
 * @param transferred regular files whose content was asked for
 * @param totalSize size of all regular files and symlinks listed
 * @param transferredSize size of the files transferred
 * @param literal content bytes sent as they are (before compression)
 * @param matched content bytes that the daemon had already
 * @param fileListSize bytes of the file list on the wire
 * @param fileListBuildMillis time it took to build it
 * @param bytesSent bytes written to the socket
 * @param bytesReceived bytes read from it
 */
public record PushStats(
    Kinds files,
    Kinds created,
    Kinds deleted,
    long transferred,
    long totalSize,
    long transferredSize,
    long literal,
    long matched,
    long fileListSize,
    long fileListBuildMillis,
    long bytesSent,
    long bytesReceived) {

  /** The same with other entries listed. */
  PushStats withFiles(Kinds listed) {
    return new PushStats(
        listed,
        created,
        deleted,
        transferred,
        totalSize,
        transferredSize,
        literal,
        matched,
        fileListSize,
        fileListBuildMillis,
        bytesSent,
        bytesReceived);
  }

  /** Both together. */
  PushStats plus(PushStats other) {
    return new PushStats(
        files.plus(other.files),
        created.plus(other.created),
        deleted.plus(other.deleted),
        transferred + other.transferred,
        totalSize + other.totalSize,
        transferredSize + other.transferredSize,
        literal + other.literal,
        matched + other.matched,
        fileListSize + other.fileListSize,
        fileListBuildMillis + other.fileListBuildMillis,
        bytesSent + other.bytesSent,
        bytesReceived + other.bytesReceived);
  }

  /** A count per kind of file. */
  public record Kinds(long regular, long directories, long symlinks, long devices, long specials) {
    public static final Kinds NONE = new Kinds(0, 0, 0, 0, 0);

    public long total() {
      return regular + directories + symlinks + devices + specials;
    }

    /** Without others, as far as there are any. */
    Kinds minus(Kinds other) {
      return new Kinds(
          Math.max(0, regular - other.regular),
          Math.max(0, directories - other.directories),
          Math.max(0, symlinks - other.symlinks),
          Math.max(0, devices - other.devices),
          Math.max(0, specials - other.specials));
    }

    Kinds plus(Kinds other) {
      return new Kinds(
          regular + other.regular,
          directories + other.directories,
          symlinks + other.symlinks,
          devices + other.devices,
          specials + other.specials);
    }
  }
}
