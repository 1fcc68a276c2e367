package org.jsersync.protocol.checksum;

import com.dynatrace.hash4j.hashing.Hashing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.session.Dialect;

/**
 * The sums of one session: which digest, and where the seed goes (03-transfer, section 4.2). Whole
 * files are summed without the seed, except with the MD4 implied below protocol 30; blocks always
 * with it.
 */
public final class Checksums {
  /** Where the seed's four bytes go. */
  private enum SeedOrder {
    BEFORE_DATA,
    AFTER_DATA
  }

  private final Digest digest;
  private final SeedOrder blockSeed;
  private final boolean fileSeeded;
  private final int seed;

  private Checksums(Digest digest, SeedOrder blockSeed, boolean fileSeeded, int seed) {
    this.digest = digest;
    this.blockSeed = blockSeed;
    this.fileSeeded = fileSeeded;
    this.seed = seed;
  }

  /**
   * What this session agreed on.
   *
   * @throws RsyncException if the digest's name is unknown
   */
  public static Checksums of(Dialect dialect) throws RsyncException {
    Digest digest = Digest.byWireName(dialect.checksum());
    boolean before =
        switch (digest) {
          case MD4 -> false;
          case MD5 -> dialect.checksumNegotiated() || dialect.seedFirst();
          default -> true;
        };
    boolean fileSeeded =
        digest == Digest.MD4 && !dialect.checksumNegotiated() && dialect.protocol() < 30;
    return new Checksums(
        digest, before ? SeedOrder.BEFORE_DATA : SeedOrder.AFTER_DATA, fileSeeded, dialect.seed());
  }

  /** Bytes of a sum: of a whole file's on the wire, and the most that a block's can have. */
  public int length() {
    return digest.length();
  }

  /** A hasher for whole files. */
  public FileHasher newFileHasher() {
    return switch (digest) {
      case MD4 ->
          new MessageDigestFileHasher(Md4.newDigest(), fileSeeded ? seedBytes() : new byte[0]);
      case MD5, SHA1 -> new MessageDigestFileHasher(messageDigest(), new byte[0]);
      case XXH64 -> new XxHash.File64(Hashing.xxh64().hashStream());
      case XXH3 -> new XxHash.File64(Hashing.xxh3_64().hashStream());
      case XXH128 -> new XxHash.File128(Hashing.xxh3_128().hashStream());
      case NONE -> new NoHash();
    };
  }

  /** A hasher for blocks. */
  public BlockHasher newBlockHasher() {
    return switch (digest) {
      case MD4, MD5, SHA1 ->
          blockSeed == SeedOrder.BEFORE_DATA
              ? new MessageDigestBlockHasher(messageDigest(), seedBytes(), new byte[0])
              : new MessageDigestBlockHasher(messageDigest(), new byte[0], seedBytes());
      // The seed is widened with its sign.
      case XXH64 -> new XxHash.Block64(Hashing.xxh64(seed));
      case XXH3 -> new XxHash.Block64(Hashing.xxh3_64(seed));
      case XXH128 -> new XxHash.Block128(Hashing.xxh3_128(seed));
      case NONE -> new NoHash();
    };
  }

  private MessageDigest messageDigest() {
    return switch (digest) {
      case MD4 -> Md4.newDigest();
      case MD5 -> jdkDigest("MD5");
      case SHA1 -> jdkDigest("SHA-1");
      default -> throw new IllegalStateException(digest + " is no message digest");
    };
  }

  private static MessageDigest jdkDigest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(name + " is part of every JDK", e);
    }
  }

  private byte[] seedBytes() {
    return seed == 0
        ? new byte[0]
        : new byte[] {(byte) seed, (byte) (seed >> 8), (byte) (seed >> 16), (byte) (seed >> 24)};
  }
}
