/**
 * From "connected" to the seed, and the frames after it (01-session). In: where to connect, as
 * whom, with which arguments. Out: a {@link org.jsersync.protocol.session.Session} with a data
 * stream both ways. Begin with {@link org.jsersync.protocol.session.Session}.
 */
@NullMarked
package org.jsersync.protocol.session;

import org.jspecify.annotations.NullMarked;
