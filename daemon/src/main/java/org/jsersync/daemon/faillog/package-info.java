/**
 * The fail log: what could not be delivered, in a file that outlives the process.
 *
 * <p>In: what {@link org.jsersync.daemon.mirror.PendingSource}s cannot deliver; the file that an
 * earlier run, another instance or a real sersync2 left. Out: the file, one line per path and
 * remote ({@link org.jsersync.daemon.faillog.LogLine}), rewritten as a whole, so that it is always
 * one that somebody finished; and the names that were in it at the start. The file is read and
 * never run. Begin with {@link org.jsersync.daemon.faillog.FailLog}; how the file is handled safely
 * in a directory that anybody can write to, {@link org.jsersync.daemon.faillog.LogFile} says.
 */
@NullMarked
package org.jsersync.daemon.faillog;

import org.jspecify.annotations.NullMarked;
