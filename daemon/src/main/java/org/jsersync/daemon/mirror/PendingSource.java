package org.jsersync.daemon.mirror;

import java.util.List;
import org.jsersync.protocol.file.BytePath;

/** Something that mirrors, and says what it could not deliver. Safe for use by several threads. */
public interface PendingSource {
  /** The directory that is mirrored, absolute. */
  BytePath root();

  /** Moves whenever {@link #pending} may have something else to tell than before. */
  long changes();

  /** What could not be delivered, remote by remote. */
  List<PendingNames> pending();

  /** All of it is to be tried now, whatever its delay. */
  void tryNow();
}
