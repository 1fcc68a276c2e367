package org.jsersync.protocol.flist;

import java.util.HashMap;
import java.util.Map;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireOutput;

/**
 * The sets of extended attributes that a session mentions (02-filelist, section 3.8):
 *
 * <pre>  number of an earlier one + 1, or: 0 | count
 *   | for each: length of the name and its NUL | length of the value | name, NUL | value or digest
 * </pre>
 */
final class XattrTable {
  /** Attributes of sets; of further ones, one that comes again goes over again. */
  static final int MOST_REMEMBERED = 200_000;

  private record Known(int number, XattrSet set) {}

  private final Map<XattrSet, Known> sets = new HashMap<>();
  private int remembered;
  private int count;

  /** Writes a set; the one that it was known by before, if it was, is the entry's from now on. */
  XattrSet write(XattrSet set, WireOutput out) throws RsyncException {
    Known known = sets.get(set);
    if (known != null && !known.set.isSpoiled()) {
      out.varint(known.number + 1);
      return known.set;
    }
    int size = known == null ? 1 + set.size() : 0;
    if (remembered + size <= MOST_REMEMBERED) {
      remembered += size;
      sets.put(set, new Known(count, set));
    }
    if (set.size() > 0) {
      set.listedAs(count);
    }
    count++;
    out.varint(0).varint(set.size());
    for (XattrSet.Xattr xattr : set.attributes()) {
      out.varint(xattr.name().length + 1).varint(xattr.length());
      out.bytes(xattr.name()).u8(0).bytes(xattr.shown());
    }
    return set;
  }
}
