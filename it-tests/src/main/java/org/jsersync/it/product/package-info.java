/**
 * The product as a user has it: the commands {@code bin/jsersync} and {@code bin/jrsync}, run as
 * processes.
 *
 * <p>In: command line words. Out: exit code and output, or a live mirror that is fed with changes
 * until the module equals the source. Begin with {@link org.jsersync.it.product.LiveMirror}.
 */
@NullMarked
package org.jsersync.it.product;

import org.jspecify.annotations.NullMarked;
