package org.jsersync.daemon.cli.rsync;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import org.jsersync.protocol.file.BytePath;

/**
 * What surrounds a run.
 *
 * @param variables the environment's variables
 * @param directory the current directory, absolute
 * @param clock tells how long a push took
 */
record Environment(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    BytePath directory,
    InstantSource clock) {}
