/**
 * Finds what the receiver already has (03-transfer, sections 3 to 5). In: the sums of the
 * receiver's basis file ({@link org.jsersync.protocol.checksum.SumHead}, {@link
 * org.jsersync.protocol.checksum.Signature}) and the new content. Out: literal runs and block
 * matches to a {@link org.jsersync.protocol.token.TokenWriter}, and the sum of the whole file.
 *
 * <p>Begin with {@link org.jsersync.protocol.checksum.DeltaSender}; which digests a session uses,
 * {@link org.jsersync.protocol.checksum.Checksums} knows.
 */
@NullMarked
package org.jsersync.protocol.checksum;

import org.jspecify.annotations.NullMarked;
