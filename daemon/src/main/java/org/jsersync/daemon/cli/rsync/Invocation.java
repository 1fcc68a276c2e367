package org.jsersync.daemon.cli.rsync;

import java.util.List;
import org.jsersync.protocol.PushOptions;
import org.jspecify.annotations.Nullable;

/**
 * A command line that holds together.
 *
 * @param options what the client and the daemon do
 * @param filters the filter options in their order
 * @param display what is printed and how
 * @param port {@code --port}; 0 = not given
 * @param passwordFile {@code --password-file}; null = not given
 * @param arguments sources and destination
 * @param rsh {@code -e}; null = not given
 * @param rsyncPath {@code --rsync-path}; null = not given
 */
record Invocation(
    PushOptions options,
    List<FilterArgument> filters,
    Display display,
    int port,
    byte @Nullable [] passwordFile,
    List<byte[]> arguments,
    @Nullable String rsh,
    @Nullable String rsyncPath) {}
