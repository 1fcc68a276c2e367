package org.jsersync.protocol.checksum;

import java.security.MessageDigest;

/** A whole file's sum by a JDK-style digest. */
final class MessageDigestFileHasher implements FileHasher {
  private final MessageDigest digest;

  MessageDigestFileHasher(MessageDigest digest) {
    this.digest = digest;
  }

  @Override
  public void begin(long size) {
    digest.reset();
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
