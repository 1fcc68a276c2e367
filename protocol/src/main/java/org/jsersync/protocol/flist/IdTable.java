package org.jsersync.protocol.flist;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * Names of the user ids, or of the group ids, that a session mentions: beside the id at its first
 * sight in incremental lists, in a table after the list otherwise (02-filelist, section 3.11).
 */
final class IdTable {
  private static final int MAX_NAME = 255;

  private final IntFunction<byte @Nullable []> lookup;
  private final Map<Integer, byte[]> seen = new LinkedHashMap<>();

  IdTable(IntFunction<byte @Nullable []> lookup) {
    this.lookup = lookup;
  }

  /** The name if this is the first sight of the id and it has one; else null. */
  byte @Nullable [] firstSight(int id) {
    if (seen.containsKey(id)) {
      return null;
    }
    byte[] name = lookup.apply(id);
    boolean usable = name != null && name.length > 0 && name.length <= MAX_NAME;
    seen.put(id, usable && name != null ? name : FileEntry.NO_BYTES);
    return usable ? name : null;
  }

  static void writeName(WireOutput out, byte[] name) throws RsyncException {
    out.u8(name.length).bytes(name);
  }

  /** The table: every id but 0 with its name, a 0, and where agreed the name of id 0. */
  void write(WireOutput out, boolean nameOfZero) throws RsyncException {
    for (Map.Entry<Integer, byte[]> id : seen.entrySet()) {
      if (id.getKey() != 0 && id.getValue().length > 0) {
        out.varint(id.getKey());
        writeName(out, id.getValue());
      }
    }
    out.varint(0);
    if (nameOfZero) {
      byte[] name = lookup.apply(0);
      writeName(out, name == null || name.length > MAX_NAME ? FileEntry.NO_BYTES : name);
    }
  }
}
