/**
 * The command {@code jrsync}: rsync's command line for pushes to daemons (04-options).
 *
 * <p>In: argument bytes, environment, terminal streams. Out: rsync's output, messages and exit
 * code. A line is read by {@code CommandLine} with the one table of all options, {@code
 * OptionTable}; each option changes the {@code Settings}, which turn into an {@code Invocation};
 * {@code PushPrinter} shows what the client reports. Begin with {@code JrsyncCommand}.
 */
@NullMarked
package org.jsersync.daemon.cli.rsync;

import org.jspecify.annotations.NullMarked;
