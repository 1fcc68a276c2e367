package org.jsersync.daemon.mirror;

import org.jsersync.protocol.file.BytePath;

/**
 * A name that changed, was made, moved or deleted; which of these is not said, since by the time
 * that it is told the disk says best (06-sersync, section 11).
 *
 * @param path below the source root
 * @param directory whether it is a directory, or was one when it was deleted
 */
public record ChangedPath(BytePath path, boolean directory) {}
