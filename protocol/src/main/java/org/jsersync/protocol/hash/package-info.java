/**
 * Hash functions by name, from the JDK or, for MD4, from a library. In: which function. Out: a
 * {@link java.security.MessageDigest}. What is hashed, and where seeds and challenges go, is the
 * business of {@code session} (passwords) and {@code checksum} (contents).
 */
@NullMarked
package org.jsersync.protocol.hash;

import org.jspecify.annotations.NullMarked;
