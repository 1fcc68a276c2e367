package org.jsersync.protocol.sender;

import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;
import org.jspecify.annotations.Nullable;

/**
 * What the generator says of an entry (03-transfer, section 2.1):
 *
 * <pre>  index | flags, 2 bytes | [basis type, 1 byte] | [xname, string] | [extended attributes]
 * </pre>
 *
 * @param index the entry
 * @param flags the item bits of {@link Item}
 * @param basis which file on the server is the basis; {@link #DESTINATION} unless said otherwise
 * @param xname another name that belongs to it; often empty
 * @param xattrs which values of extended attributes are to come with the echo; null where none are
 *     spoken of
 */
record ItemRecord(int index, int flags, int basis, byte[] xname, @Nullable XattrRequest xattrs) {
  /** Basis: the destination file itself. */
  static final int DESTINATION = 0x80;

  /** Basis: the file in the partial directory. */
  static final int PARTIAL = 0x81;

  private static final int REPORT_XATTR = 0x0100;
  private static final int LINKED = Item.XNAME_FOLLOWS | Item.LOCAL_CHANGE;
  private static final int MAX_XNAME = 4095;
  private static final byte[] NONE = new byte[0];

  /** What a daemon says that wants the content of a regular file. */
  static ItemRecord content(int index) {
    return new ItemRecord(index, Item.TRANSFER, DESTINATION, NONE, null);
  }

  /** The record behind an index that was read already, up to the extended attributes. */
  static ItemRecord read(int index, WireInput in) throws RsyncException {
    int flags = in.u16();
    int basis = (flags & Item.BASIS_FOLLOWS) != 0 ? in.u8() : DESTINATION;
    byte[] xname = (flags & Item.XNAME_FOLLOWS) != 0 ? in.vstring(MAX_XNAME) : NONE;
    return new ItemRecord(index, flags, basis, xname, null);
  }

  /** Whether a request for extended attributes follows, if these are kept at all. */
  boolean speaksOfXattrs(Dialect dialect) {
    boolean linked = (flags & LINKED) == LINKED;
    return (flags & REPORT_XATTR) != 0 && !(linked && dialect.linksSkipXattrs());
  }

  ItemRecord asking(XattrRequest request) {
    return new ItemRecord(index, flags, basis, xname, request);
  }

  /** The same, as the receiver wants it echoed, up to the extended attributes. */
  void write(WireOutput out) throws RsyncException {
    out.ndx(index).u16(flags);
    if ((flags & Item.BASIS_FOLLOWS) != 0) {
      out.u8(basis);
    }
    if ((flags & Item.XNAME_FOLLOWS) != 0) {
      out.vstring(xname);
    }
  }

  boolean transfer() {
    return (flags & Item.TRANSFER) != 0;
  }

  boolean isNew() {
    return (flags & Item.IS_NEW) != 0;
  }
}
