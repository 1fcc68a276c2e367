/**
 * Tests of the whole product against real rsync daemons.
 *
 * <p>Begin with {@code push.PushTest} and {@code live.LiveScenariosTest}: each starts a real daemon
 * ({@code parts}), runs {@code jrsync} or {@code jsersync} as a user would ({@code product}), and
 * compares the source with what stands in the module, byte for byte ({@code tree}). Benchmarks are
 * in {@code bench}; no test runs them.
 */
@NullMarked
package org.jsersync.it;

import org.jspecify.annotations.NullMarked;
