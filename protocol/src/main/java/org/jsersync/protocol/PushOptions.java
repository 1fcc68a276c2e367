package org.jsersync.protocol;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.ModeChanges;
import org.jsersync.protocol.filter.FilterRules;
import org.jspecify.annotations.Nullable;

/**
 * What a push does and how, named as rsync names it (04-options, section 1.2). Immutable.
 *
 * <p>On/off options are {@link PushFlag}s, {@code options.has(PushFlag.PERMS)}; the rest are
 * values.
 *
 * @param flags how often each flag was given; absent = off
 * @param delete when extraneous names are deleted; needs RECURSIVE or DIRS
 * @param maxDelete most deletions, null = no limit; 0 and less = none
 * @param compression of the token stream
 * @param compressLevel null = the codec's own
 * @param checksumChoice {@code NAME} or {@code TRANSFER,FILE}; null = negotiated
 * @param checksumSeed 0 = the daemon's
 * @param blockSize bytes, at most 131072; 0 = by file size
 * @param timeoutSeconds without any I/O; 0 = none
 * @param connectTimeoutSeconds per address; 0 = the system's
 * @param bandwidthLimitKib KiB per second; 0 = none
 * @param modifyWindow seconds of tolerance, -1 = compare nanoseconds; null = not given
 * @param minSize bytes: smaller files are skipped
 * @param maxSize bytes: larger files are skipped
 * @param backupDir implies BACKUP
 * @param suffix of backups; null = rsync's default
 * @param partialDir implies PARTIAL
 * @param tempDir on the daemon's side
 * @param usermap as rsync writes it, evaluated by the daemon; implies OWNER
 * @param groupmap likewise; implies GROUP
 * @param filter which names are left out, and which are protected (05-filters)
 * @param basisDirs all of one kind, at most 20
 * @param remoteOptions {@code -M}: sent as they are, last
 * @param protocolCap the newest protocol to offer
 * @param address local address to connect from
 * @param chmod what becomes of permission bits
 * @param maxAlloc the most memory that the daemon takes at once, as rsync writes it; null = its own
 */
public record PushOptions(
    Map<PushFlag, Integer> flags,
    DeleteMode delete,
    @Nullable Integer maxDelete,
    Compression compression,
    @Nullable Integer compressLevel,
    @Nullable String checksumChoice,
    int checksumSeed,
    int blockSize,
    int timeoutSeconds,
    int connectTimeoutSeconds,
    int bandwidthLimitKib,
    @Nullable Integer modifyWindow,
    @Nullable Long minSize,
    @Nullable Long maxSize,
    @Nullable BytePath backupDir,
    @Nullable String suffix,
    @Nullable BytePath partialDir,
    @Nullable BytePath tempDir,
    @Nullable String usermap,
    @Nullable String groupmap,
    FilterRules filter,
    List<BasisDir> basisDirs,
    List<String> remoteOptions,
    int protocolCap,
    @Nullable String address,
    ModeChanges chmod,
    @Nullable String maxAlloc) {
  /** The newest protocol that this library speaks. */
  public static final int NEWEST_PROTOCOL = 32;

  private static final PushOptions NONE = builder().build();
  private static final PushOptions ARCHIVE = builder().archive().build();

  /** Settles what options imply. */
  public PushOptions {
    EnumMap<PushFlag, Integer> settled = new EnumMap<>(PushFlag.class);
    settled.putAll(flags);
    imply(settled, backupDir, PushFlag.BACKUP);
    imply(settled, partialDir, PushFlag.PARTIAL);
    imply(settled, usermap, PushFlag.OWNER);
    imply(settled, groupmap, PushFlag.GROUP);
    imply(settled, settled.get(PushFlag.ACLS), PushFlag.PERMS);
    flags = Collections.unmodifiableMap(settled);
    if (delete == DeleteMode.NONE && flags.containsKey(PushFlag.DELETE_EXCLUDED)) {
      delete = DeleteMode.DEFAULT;
    }
    basisDirs = List.copyOf(basisDirs);
    remoteOptions = List.copyOf(remoteOptions);
  }

  private static void imply(
      Map<PushFlag, Integer> flags, @Nullable Object value, PushFlag implied) {
    if (value != null) {
      flags.putIfAbsent(implied, 1);
    }
  }

  /** Nothing on: only regular files named, only their content. */
  public static PushOptions none() {
    return NONE;
  }

  /** {@code -a}: everything below, with links, modes, times, owners, devices and specials. */
  public static PushOptions archive() {
    return ARCHIVE;
  }

  /** Everything off. */
  public static PushOptionsBuilder builder() {
    return new PushOptionsBuilder();
  }

  /** A builder that starts from these options. */
  public PushOptionsBuilder toBuilder() {
    return new PushOptionsBuilder(this);
  }

  /** Whether a flag is on. */
  public boolean has(PushFlag flag) {
    return flags.containsKey(flag);
  }

  /** How often a flag was given; 0 = off. */
  public int count(PushFlag flag) {
    return flags.getOrDefault(flag, 0);
  }

  /** Whether anything may be deleted at the destination. */
  public boolean deletes() {
    return delete != DeleteMode.NONE;
  }

  /** Whether the token stream is compressed. */
  public boolean compresses() {
    return compression != Compression.NONE;
  }

  /**
   * Whether the file list may go directory by directory: not if the daemon needs all of it at once
   * (02-filelist, section 5.1).
   */
  public boolean incrementalRecursion() {
    return has(PushFlag.RECURSIVE)
        && !has(PushFlag.NO_INC_RECURSIVE)
        && !has(PushFlag.DELAY_UPDATES)
        && !has(PushFlag.PRUNE_EMPTY_DIRS)
        && delete != DeleteMode.BEFORE
        && delete != DeleteMode.AFTER;
  }

  /** The kind of address to connect to. */
  public AddressFamily addressFamily() {
    return has(PushFlag.IPV6)
        ? AddressFamily.IPV6
        : has(PushFlag.IPV4) ? AddressFamily.IPV4 : AddressFamily.ANY;
  }

  /** Whether parents are listed with their attributes (only matters with RELATIVE). */
  public boolean impliedDirs() {
    return !has(PushFlag.NO_IMPLIED_DIRS);
  }
}
