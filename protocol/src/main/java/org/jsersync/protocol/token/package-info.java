/**
 * How the content of a file stands on the wire (03-transfer, sections 5.1 and 6). In: literal runs
 * and block matches in output order. Out: plain or compressed tokens into a {@link
 * org.jsersync.protocol.wire.WireOutput}. Begin with {@link
 * org.jsersync.protocol.token.TokenWriter}; {@link org.jsersync.protocol.token.TokenWriters} picks
 * the one that a session agreed on.
 */
@NullMarked
package org.jsersync.protocol.token;

import org.jspecify.annotations.NullMarked;
