/**
 * {@code jrsync} pushing to stock daemons of both versions.
 *
 * <p>Each case runs the stock client with the same words into a second module; both modules must
 * hold the same afterwards, and exit codes must agree. Begin with {@code SameAsStockTest}.
 */
@NullMarked
package org.jsersync.it.push;

import org.jspecify.annotations.NullMarked;
