/**
 * From "connected" to the seed, and the frames after it (01-session). In: a {@link
 * org.jsersync.protocol.session.SessionRequest}: where to, as whom, with which arguments. Out: a
 * {@link org.jsersync.protocol.session.Session} with a data stream both ways.
 *
 * <p>Begin with {@link org.jsersync.protocol.session.Connector}: its {@code open} runs a Handshake,
 * then hands out a FramedSession. Both block on the caller's thread; the event loop fills an
 * InboundQueue through InboundHandler and FrameDecoder, and sends keep-alives. ShellConnector does
 * the same through a remote shell, which a ShellChild keeps.
 */
@NullMarked
package org.jsersync.protocol.session;

import org.jspecify.annotations.NullMarked;
