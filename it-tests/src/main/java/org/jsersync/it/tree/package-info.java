/**
 * Reading trees back and comparing them: what is in a directory, byte for byte.
 *
 * <p>In: a source directory or a daemon's module directory. Out: a {@link
 * org.jsersync.it.tree.TreeState}, and the differences between two. Everything is read by find,
 * sha256sum and getfattr, so that no code under test judges itself. Begin with {@link
 * org.jsersync.it.tree.TreeState}.
 */
@NullMarked
package org.jsersync.it.tree;

import org.jspecify.annotations.NullMarked;
