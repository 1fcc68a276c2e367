package org.jsersync.protocol.flist;

import org.jsersync.protocol.file.PosixAcl;

/**
 * What an entry has beside mode, owner and times, as far as it was asked for.
 *
 * @param access the access control list as the file system has it
 * @param initial the one that a directory hands on to what is made in it
 * @param xattrs the extended attributes
 */
record EntryAttributes(PosixAcl access, PosixAcl initial, XattrSet xattrs) {
  static final EntryAttributes NONE =
      new EntryAttributes(PosixAcl.NONE, PosixAcl.NONE, XattrSet.EMPTY);
}
