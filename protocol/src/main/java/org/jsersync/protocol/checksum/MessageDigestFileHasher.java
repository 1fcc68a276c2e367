package org.jsersync.protocol.checksum;

import java.security.MessageDigest;

/** A whole file's sum by a JDK-style digest, after a prefix (the seed of the implied MD4). */
final class MessageDigestFileHasher implements FileHasher {
  private final MessageDigest digest;
  private final byte[] prefix;

  MessageDigestFileHasher(MessageDigest digest, byte[] prefix) {
    this.digest = digest;
    this.prefix = prefix;
    reset();
  }

  @Override
  public void reset() {
    digest.reset();
    digest.update(prefix);
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    digest.update(data, offset, length);
  }

  @Override
  public byte[] digest() {
    return digest.digest();
  }
}
