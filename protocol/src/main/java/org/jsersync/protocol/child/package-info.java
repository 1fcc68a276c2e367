/**
 * Child processes whose standard input and output are one socket, as rsync itself has its remote
 * shell. By posix_spawn(3) rather than {@link ProcessBuilder}, whose pipes no event loop can read.
 */
@NullMarked
package org.jsersync.protocol.child;

import org.jspecify.annotations.NullMarked;
