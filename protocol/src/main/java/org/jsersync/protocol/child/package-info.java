/**
 * Programs that are started, and nothing else starts any: by posix_spawn(3) rather than {@link
 * ProcessBuilder}, which takes text where names are bytes, has pipes that no event loop can read,
 * and leaves a child in our session.
 *
 * <p>In: a {@link org.jsersync.protocol.child.Program} and the {@link
 * org.jsersync.protocol.child.Surroundings} that it is to find. Out: a {@link
 * org.jsersync.protocol.child.Child} to wait for. On top of it stand {@link
 * org.jsersync.protocol.child.SocketChild}, whose standard input and output are one socket, as
 * rsync itself has its remote shell, and {@link org.jsersync.protocol.child.ReportPipe}, by which a
 * child says that it has come so far. Knows nothing of what is started.
 */
@NullMarked
package org.jsersync.protocol.child;

import org.jspecify.annotations.NullMarked;
