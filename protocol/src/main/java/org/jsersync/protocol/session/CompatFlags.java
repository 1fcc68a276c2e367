package org.jsersync.protocol.session;

import org.jsersync.protocol.RsyncException;

/** The server's compatibility flags that matter before the seed (01-session, section 4.2). */
final class CompatFlags {
  static final int INC_RECURSE = 0x001;
  static final int VARINT_FLIST_FLAGS = 0x080;

  private CompatFlags() {}

  /** Fails if the server chose what was not offered. */
  static int check(int flags, boolean offersIncrementalRecursion, HandshakeErrors errors)
      throws RsyncException {
    if ((flags & INC_RECURSE) != 0 && !offersIncrementalRecursion) {
      throw errors.of(
          RsyncException.Kind.PROTOCOL,
          "the daemon wants incremental recursion, which was not offered");
    }
    return flags;
  }
}
