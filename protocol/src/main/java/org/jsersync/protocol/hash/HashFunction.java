package org.jsersync.protocol.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The cryptographic hash functions that rsync uses, for contents and for passwords. */
public enum HashFunction {
  MD4,
  MD5,
  SHA1,
  SHA256,
  SHA512;

  /** A new computation. */
  public MessageDigest newDigest() {
    return switch (this) {
      case MD4 -> Md4.newDigest();
      case MD5 -> ofJdk("MD5");
      case SHA1 -> ofJdk("SHA-1");
      case SHA256 -> ofJdk("SHA-256");
      case SHA512 -> ofJdk("SHA-512");
    };
  }

  private static MessageDigest ofJdk(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(name + " is missing in this Java runtime", e);
    }
  }
}
