/**
 * The real programs on the other side: rsync daemons of two versions as processes, one in a
 * container, an NFS server; and a relay that makes the way there slow or breaks it.
 *
 * <p>In: a configuration close to rsyncd.conf. Out: a running daemon with a port, a password file
 * and module directories, which is gone when closed. Begin with {@link
 * org.jsersync.it.parts.RsyncDaemon}. {@code it-tests/parts.sh} fetches the programs; where one is
 * missing, the test is skipped by name, and fails where {@code CI=true}.
 */
@NullMarked
package org.jsersync.it.parts;

import org.jspecify.annotations.NullMarked;
