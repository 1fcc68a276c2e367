/**
 * The client's face of the library: push files to a module of a stock rsync daemon, or by ssh to a
 * path of a host.
 *
 * <p>In: a {@link org.jsersync.protocol.PushRequest} (where to, as whom, what, with which options).
 * Out: a {@link org.jsersync.protocol.PushReport} per path, or why the session failed, as an {@link
 * org.jsersync.protocol.RsyncException}. Begin with {@link org.jsersync.protocol.RsyncClient}.
 */
@NullMarked
package org.jsersync.protocol;

import org.jspecify.annotations.NullMarked;
