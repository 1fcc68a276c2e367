package org.jsersync.daemon.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;

/**
 * What a command is run with; a test passes its own.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param interactive whether {@code err} is a terminal that a person looks at
 * @param environment the variables
 * @param workingDirectory absolute
 * @param clock with the zone that times are shown in
 */
record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean interactive,
    Map<String, String> environment,
    BytePath workingDirectory,
    Clock clock) {}
