package org.jsersync.daemon.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where what could not be delivered outlives the process.
 *
 * @param path of the file, absolute
 * @param every how often everything in it is tried at once, whatever its delay
 */
public record FailLogConfig(Path path, Duration every) {}
