package org.jsersync.protocol.checksum;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** A block's sum by a JDK-style digest, with the seed before or after the data. */
final class MessageDigestBlockHasher implements BlockHasher {
  private final MessageDigest digest;
  private final byte[] before;
  private final byte[] after;
  private final byte[] sum;

  MessageDigestBlockHasher(MessageDigest digest, byte[] before, byte[] after) {
    this.digest = digest;
    this.before = before;
    this.after = after;
    this.sum = new byte[digest.getDigestLength()];
  }

  @Override
  public void hash(byte[] data, int offset, int length) {
    digest.update(before);
    digest.update(data, offset, length);
    digest.update(after);
    try {
      digest.digest(sum, 0, sum.length);
    } catch (DigestException e) {
      throw new IllegalStateException("the array has the digest's length", e);
    }
  }

  @Override
  public boolean matches(byte[] sums, int offset, int length) {
    return Arrays.equals(sum, 0, length, sums, offset, offset + length);
  }
}
