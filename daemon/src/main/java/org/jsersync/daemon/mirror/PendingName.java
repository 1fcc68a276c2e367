package org.jsersync.daemon.mirror;

import java.time.Instant;
import org.jsersync.protocol.file.BytePath;

/**
 * A name that a remote has not confirmed, in a form that outlives the process.
 *
 * @param path below the source root
 * @param what may differ
 * @param since when it became so
 * @param reason why it is not there yet, for people
 */
public record PendingName(BytePath path, What what, Instant since, String reason) {}
