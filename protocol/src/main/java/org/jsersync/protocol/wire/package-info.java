/**
 * rsync's number formats over a stream of frames. In: frames from a {@link
 * org.jsersync.protocol.wire.FrameSource}; out: numbers, and the other way round to a {@link
 * org.jsersync.protocol.wire.FrameSink}. Knows nothing of sockets, sessions or files.
 */
@NullMarked
package org.jsersync.protocol.wire;

import org.jspecify.annotations.NullMarked;
