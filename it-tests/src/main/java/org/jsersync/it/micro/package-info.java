/**
 * Benchmarks of the loops that run for every byte, block and name, by JMH; run by {@code
 * it-tests/bench jmh}, never by the tests.
 *
 * <p>In: nothing, what they work on they make. Out: JMH's table. Begin with {@link
 * org.jsersync.it.micro.RollingSumBenchmark}.
 */
@NullMarked
package org.jsersync.it.micro;

import org.jspecify.annotations.NullMarked;
