package org.jsersync.watcher;

import org.jsersync.protocol.file.BytePath;

/**
 * A name in a directory; stays the same place when the directory is renamed.
 *
 * @param directory where
 * @param name one component
 */
record Place(Directory directory, BytePath name) {}
