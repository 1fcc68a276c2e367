package org.jsersync.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * The digests that rsync uses for blocks and whole files (03-transfer, section 4.2), in the
 * standard order, to which an offer must keep: daemons up to 3.4 choose by ours, later ones by
 * their own (01-session, section 4.3). All names stand here; the sums are made by {@code checksum}.
 */
public enum Digest {
  /** Not offered, since a daemon would prefer it to XXH64, which is faster here. */
  XXH128("xxh128", 16, false),
  /** Not offered, as XXH128. */
  XXH3("xxh3", 8, false),
  XXH64("xxh64", 8, true),
  MD5("md5", 16, true),
  SHA1("sha1", 20, true),
  /** Never offered: its seed's place is anybody's guess. */
  MD4("md4", 16, false),
  /** No sums: a whole file's sum is one zero byte, blocks are never signed. */
  NONE("none", 1, false);

  /** rsync's older name of xxh64; options may use it. */
  private static final String OLD_XXH64 = "xxhash";

  private static final List<Digest> OFFERED =
      Arrays.stream(values()).filter(digest -> digest.offered).toList();

  private final String wireName;
  private final int length;
  private final boolean offered;

  Digest(String wireName, int length, boolean offered) {
    this.wireName = wireName;
    this.length = length;
    this.offered = offered;
  }

  /** Its name in negotiation and options. */
  public String wireName() {
    return wireName;
  }

  /** Bytes of a whole file's sum on the wire. */
  public int length() {
    return length;
  }

  /** Those that a push offers, best first. */
  public static List<Digest> offered() {
    return OFFERED;
  }

  /**
   * The digest with this name; {@code xxhash} is another name of xxh64.
   *
   * @throws RsyncException of kind UNSUPPORTED if there is none
   */
  public static Digest byWireName(String name) throws RsyncException {
    for (Digest digest : values()) {
      if (digest.wireName.equals(name)) {
        return digest;
      }
    }
    if (name.equals(OLD_XXH64)) {
      return XXH64;
    }
    throw new RsyncException(RsyncException.Kind.UNSUPPORTED, "unknown checksum name: " + name);
  }
}
