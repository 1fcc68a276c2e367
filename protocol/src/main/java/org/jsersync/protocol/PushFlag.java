package org.jsersync.protocol;

/**
 * The options of a push that are on or off, named as rsync names them (04-options, section 1.2).
 * Some may be given more than once: {@link PushOptions#count}.
 */
public enum PushFlag {
  RECURSIVE,
  /** Directories go over without their contents. */
  DIRS,
  /** The names keep the whole path given. */
  RELATIVE,
  /** With {@link #RELATIVE}: parents are not listed with their attributes. */
  NO_IMPLIED_DIRS,
  /** One list instead of one per directory. */
  NO_INC_RECURSIVE,
  /** {@code -x}; twice: mount points are left out too. */
  ONE_FILE_SYSTEM,
  PRUNE_EMPTY_DIRS,
  LINKS,
  /** The receiver passes over symlinks that lead out of the tree; what it has there stays. */
  SAFE_LINKS,
  HARD_LINKS,
  PERMS,
  EXECUTABILITY,
  /** Access control lists; implies {@link #PERMS}. */
  ACLS,
  /** Extended attributes; twice: also those in which rsync itself keeps something. */
  XATTRS,
  TIMES,
  OMIT_DIR_TIMES,
  OMIT_LINK_TIMES,
  /** Reading a file leaves its access time alone, where we may have it so. */
  OPEN_NOATIME,
  OWNER,
  GROUP,
  DEVICES,
  SPECIALS,
  NUMERIC_IDS,
  /** The receiver tries what only root may do. */
  SUPER,
  UPDATE,
  CHECKSUM,
  IGNORE_TIMES,
  SIZE_ONLY,
  EXISTING,
  IGNORE_EXISTING,
  /** No deltas. */
  WHOLE_FILE,
  INPLACE,
  SPARSE,
  PREALLOCATE,
  FSYNC,
  MKPATH,
  /** {@code -y}; twice: also looks into the basis directories. */
  FUZZY,
  KEEP_DIRLINKS,
  BACKUP,
  PARTIAL,
  DELAY_UPDATES,
  DELETE_EXCLUDED,
  FORCE,
  IGNORE_ERRORS,
  REMOVE_SOURCE_FILES,
  /**
   * Ours: the daemon confirms each file, symlink and hard link that is right now. Asked for by
   * {@code --remove-source-files} on the wire; nothing is removed (02-filelist, section 7.2).
   */
  ACKNOWLEDGE,
  /**
   * Ours: a push of names does without {@link #ACKNOWLEDGE}, for a daemon that refuses {@code
   * --remove-source-files}. Only the clean end of its session confirms a name then.
   */
  NO_ACKNOWLEDGE,
  /**
   * Ours: a push of names with {@link #IGNORE_TIMES} sends small files right behind the list,
   * before the daemon asks for them, where its parents are known to stand there (02-filelist,
   * section 6.3). A daemon that excludes names by its own rsyncd.conf breaks off a session in which
   * it gets one of them.
   */
  UNASKED,
  /**
   * Ours: times are compared to the nanosecond where the daemon can, by {@code --modify-window=-1}.
   * Otherwise a directory or symlink that changed within the second keeps the time that the daemon
   * gave it, and a file of the same size and second is taken for up to date.
   */
  NANOSECONDS,
  DRY_RUN,
  VERBOSE,
  /** {@code -i}; twice: also what did not change. */
  ITEMIZE,
  QUIET,
  STATS,
  /** The daemon is connected to by an IPv4 address only. */
  IPV4,
  /** The daemon is connected to by an IPv6 address only. */
  IPV6,
  /** {@code -s}: arguments travel in the form that nothing splits or unescapes. */
  SECLUDED_ARGS
}
