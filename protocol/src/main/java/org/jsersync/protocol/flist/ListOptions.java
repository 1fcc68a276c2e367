package org.jsersync.protocol.flist;

import org.jsersync.protocol.checksum.FileHasher;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.ModeChanges;
import org.jspecify.annotations.Nullable;

/**
 * What of the options the walk needs.
 *
 * @param recursive descend into directories
 * @param directories list directories at all when not recursive
 * @param links send symlinks' targets
 * @param exclusion names that are left out when they are found
 * @param contentDigest hashes each regular file for the list ({@code --checksum}); null = not
 * @param modes what becomes of permission bits
 * @param mountPoints what becomes of other file systems
 * @param attributes reads what else of an entry is kept; null = nothing is
 */
public record ListOptions(
    boolean recursive,
    boolean directories,
    boolean links,
    Exclusion exclusion,
    @Nullable FileHasher contentDigest,
    ModeChanges modes,
    MountPoints mountPoints,
    @Nullable AttributeReader attributes) {

  /** With permission bits as they are, whatever is mounted, and nothing beside. */
  public ListOptions(
      boolean recursive,
      boolean directories,
      boolean links,
      Exclusion exclusion,
      @Nullable FileHasher contentDigest) {
    this(
        recursive,
        directories,
        links,
        exclusion,
        contentDigest,
        ModeChanges.NONE,
        MountPoints.ENTERED,
        null);
  }

  /** Tells which names are left out. */
  @FunctionalInterface
  public interface Exclusion {
    /** Nothing is left out. */
    Exclusion NONE = (_, _) -> false;

    /** Whether this one name is left out; its parents were asked about before. */
    boolean excludes(BytePath path, boolean directory);
  }
}
