package org.jsersync.protocol.flist;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.checksum.FileHasher;
import org.jsersync.protocol.file.DisplayName;
import org.jsersync.protocol.file.ExtendedAttributes;
import org.jsersync.protocol.file.FileStat;
import org.jsersync.protocol.file.PosixAcl;
import org.jsersync.protocol.file.PosixException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what entries have beside mode, owner and times ({@code --acls}, {@code --xattrs}). Used by
 * one thread.
 */
public final class AttributeReader {
  private final boolean acls;
  private final @Nullable XattrNames xattrs;
  private final FileHasher digest;

  /** Which extended attributes go over. */
  @FunctionalInterface
  public interface XattrNames {
    boolean includes(byte[] name);
  }

  /** Something of an entry cannot be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final PosixException why;

    Unreadable(String call, PosixException why) {
      super(WalkErrors.text(call, why), why);
      this.call = call;
      this.why = why;
    }

    /** What failed, in rsync's words. */
    String call() {
      return call;
    }

    PosixException why() {
      return why;
    }
  }

  /**
   * A reader of at least one of the two.
   *
   * @param acls whether access control lists are read
   * @param xattrs which extended attributes are read; null = none
   * @param digest of long values: MD5
   */
  public AttributeReader(boolean acls, @Nullable XattrNames xattrs, FileHasher digest) {
    this.acls = acls;
    this.xattrs = xattrs;
    this.digest = digest;
  }

  EntryAttributes read(FileStat stat, ExtendedAttributes from, Origin origin) throws Unreadable {
    PosixAcl access = PosixAcl.NONE;
    PosixAcl initial = PosixAcl.NONE;
    if (acls && !stat.isSymlink()) {
      try {
        access = PosixAcl.access(from, origin.path());
        initial = stat.isDirectory() ? PosixAcl.ofDefault(from, origin.path()) : PosixAcl.NONE;
      } catch (PosixException e) {
        throw new Unreadable("get_acl \"" + origin.absolute() + "\"", e);
      }
    }
    XattrSet set = xattrs == null ? XattrSet.EMPTY : xattrs(xattrs, from, origin);
    boolean none = access.equals(PosixAcl.NONE) && initial.equals(PosixAcl.NONE) && set.size() == 0;
    return none ? EntryAttributes.NONE : new EntryAttributes(access, initial, set);
  }

  private XattrSet xattrs(XattrNames wanted, ExtendedAttributes from, Origin origin)
      throws Unreadable {
    List<byte[]> names;
    try {
      names = from.names();
    } catch (PosixException e) {
      throw new Unreadable("get_xattr_names: llistxattr(\"" + origin.absolute() + "\")", e);
    }
    List<XattrSet.Xattr> found = new ArrayList<>();
    for (byte[] name : names) {
      if (wanted.includes(name)) {
        byte[] value = value(name, from, origin);
        if (value != null) {
          found.add(XattrSet.Xattr.of(name, value, digest));
        }
      }
    }
    return XattrSet.of(found);
  }

  /** Null if it is gone by now. */
  private static byte @Nullable [] value(byte[] name, ExtendedAttributes from, Origin origin)
      throws Unreadable {
    try {
      return from.value(name);
    } catch (PosixException e) {
      String call =
          "get_xattr_data: lgetxattr(\"" + origin.absolute() + "\",\"" + DisplayName.of(name);
      throw new Unreadable(call + "\",0)", e);
    }
  }
}
