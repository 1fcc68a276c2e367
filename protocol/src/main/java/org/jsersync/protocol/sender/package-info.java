/**
 * The sender's dialogue with the daemon's generator and receiver (03-transfer, 01-session section
 * 8). In: a {@link org.jsersync.protocol.session.Session}, a list builder, the options. Out: file
 * lists, file contents, and a {@link org.jsersync.protocol.sender.PushOutcome} per path. Begin with
 * {@link org.jsersync.protocol.sender.PushDialogue}.
 */
@NullMarked
package org.jsersync.protocol.sender;

import org.jspecify.annotations.NullMarked;
