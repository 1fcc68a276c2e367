package org.jsersync.watcher;

import java.io.IOException;
import org.jsersync.protocol.file.BytePath;

/** A directory that is being watched; what is owed to the {@link ChangeSink}, that one says. */
public interface Watcher extends AutoCloseable {
  /** A way to watch; {@link TreeWatcher#start} is one. */
  @FunctionalInterface
  interface Factory {
    /**
     * Starts watching. What changed before this returned need not be told, all that follows must
     * be.
     *
     * @param absoluteRoot the directory; may lead through symlinks
     * @param sink may be called before this returns
     * @throws IOException if it cannot be watched at all; the message names the remedy
     */
    Watcher start(BytePath absoluteRoot, WatchOptions options, ChangeSink sink) throws IOException;
  }

  /** Number of directories that are watched. */
  int watches();

  /** Whether all that watches still runs. */
  default boolean isAlive() {
    return true;
  }

  /** Ends the watching; no call of the sink begins after it returned, except from within one. */
  @Override
  void close();
}
