/**
 * {@code jrsync}, and the library behind it, pushing to stock daemons of both versions.
 *
 * <p>Where the stock client can be asked, each case runs it with the same words into a second
 * module; both modules must hold the same afterwards, and exit codes must agree. Begin with {@code
 * SameAsStockTest}. What a command line cannot bring about goes by {@code LibraryPush}.
 */
@NullMarked
package org.jsersync.it.push;

import org.jspecify.annotations.NullMarked;
