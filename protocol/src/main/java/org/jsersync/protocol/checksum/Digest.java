package org.jsersync.protocol.checksum;

import org.jsersync.protocol.RsyncException;

/** The digests that rsync uses for blocks and whole files (03-transfer, section 4.2). */
public enum Digest {
  MD4("md4", 16),
  MD5("md5", 16),
  SHA1("sha1", 20),
  XXH64("xxh64", 8),
  XXH3("xxh3", 8),
  XXH128("xxh128", 16),
  /** No sums: a whole file's sum is one zero byte, blocks are never signed. */
  NONE("none", 1);

  private final String wireName;
  private final int length;

  Digest(String wireName, int length) {
    this.wireName = wireName;
    this.length = length;
  }

  /** Its name in negotiation and options. */
  public String wireName() {
    return wireName;
  }

  /** Bytes of a whole file's sum on the wire. */
  public int length() {
    return length;
  }

  /**
   * The digest with this name; {@code xxhash} is another name of xxh64.
   *
   * @throws RsyncException if there is none
   */
  public static Digest byWireName(String name) throws RsyncException {
    for (Digest digest : values()) {
      if (digest.wireName.equals(name)) {
        return digest;
      }
    }
    if (name.equals("xxhash")) {
      return XXH64;
    }
    throw RsyncException.protocol("checksum \"" + name + "\" is not known");
  }
}
