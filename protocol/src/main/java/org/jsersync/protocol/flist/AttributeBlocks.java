package org.jsersync.protocol.flist;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.PosixAcl;
import org.jsersync.protocol.wire.WireOutput;

/** What follows each entry where access control lists or extended attributes are kept. */
final class AttributeBlocks {
  private final boolean acls;
  private final boolean xattrs;
  private final AclTable access;
  private final AclTable initial;
  private final XattrTable sets = new XattrTable();

  AttributeBlocks(ListFormat format, AclTable.Names names) {
    this.acls = format.acls();
    this.xattrs = format.xattrs();
    this.access = new AclTable(names);
    this.initial = new AclTable(names);
  }

  void write(FileEntry entry, WireOutput out) throws RsyncException {
    if (acls && !entry.stat().isSymlink()) {
      EntryAttributes attributes = entry.attributes();
      PosixAcl listed = attributes.access().withoutWhatTheModeSays(entry.stat().mode());
      access.write(listed, out);
      if (entry.stat().isDirectory()) {
        initial.write(attributes.initial(), out);
      }
    }
    if (xattrs) {
      entry.xattrsAre(sets.write(entry.xattrs(), out));
    }
  }
}
