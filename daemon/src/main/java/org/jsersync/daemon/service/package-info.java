/**
 * Who started this process, and what they want to hear of it.
 *
 * <p>In: the environment and the command line of the process. Out: a copy of it in the background
 * ({@link org.jsersync.daemon.service.Background}), and word to whoever waits, be it the process
 * that asked for the background or systemd ({@link org.jsersync.daemon.service.Supervisor}). Knows
 * nothing of mirrors.
 */
@NullMarked
package org.jsersync.daemon.service;

import org.jspecify.annotations.NullMarked;
