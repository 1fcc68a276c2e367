/**
 * Benchmarks of the whole product beside what it replaces, against a stock daemon; run by {@code
 * it-tests/bench}, never by the tests.
 *
 * <p>In: options on the command line. Out: one table per benchmark, on standard output. Begin with
 * {@link org.jsersync.it.bench.Bench}.
 */
@NullMarked
package org.jsersync.it.bench;

import org.jspecify.annotations.NullMarked;
