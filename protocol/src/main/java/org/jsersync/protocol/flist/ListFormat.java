package org.jsersync.protocol.flist;

import org.jsersync.protocol.session.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What decides which fields an entry has; both ends must agree on it, since nothing in the list
 * announces it (02-filelist, section 2).
 *
 * @param dialect what was negotiated
 * @param links symlinks carry their target
 * @param owner entries carry a uid
 * @param group entries carry a gid
 * @param devices devices carry their numbers
 * @param specials fifos and sockets are listed as such
 * @param hardLinks link groups are marked
 * @param numericIds ids go without names
 * @param digestLength bytes of each regular file's digest; 0 = none
 * @param acls entries are followed by their access control lists
 * @param xattrs entries are followed by their extended attributes
 * @param names user and group names
 */
public record ListFormat(
    Dialect dialect,
    boolean links,
    boolean owner,
    boolean group,
    boolean devices,
    boolean specials,
    boolean hardLinks,
    boolean numericIds,
    int digestLength,
    boolean acls,
    boolean xattrs,
    NameSource names) {

  /** Names of user and group ids, as bytes; null where there is none. */
  public interface NameSource {
    /** Nobody has a name. */
    NameSource NONE =
        new NameSource() {
          @Override
          public byte @Nullable [] user(int uid) {
            return null;
          }

          @Override
          public byte @Nullable [] group(int gid) {
            return null;
          }
        };

    byte @Nullable [] user(int uid);

    byte @Nullable [] group(int gid);
  }
}
