package org.jsersync.protocol.checksum;

import com.dynatrace.hash4j.hashing.Hashing;
import java.security.MessageDigest;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.hash.HashFunction;
import org.jsersync.protocol.session.Dialect;

/**
 * The sums of one session: which digest, and where the seed goes (03-transfer, section 4.2). Whole
 * files are summed without the seed, blocks always with it.
 */
public final class Checksums {
  private static final byte[] NOTHING = {};

  private final Digest digest;
  private final boolean md5SeedFirst;
  private final int seed;

  private Checksums(Digest digest, boolean md5SeedFirst, int seed) {
    this.digest = digest;
    this.md5SeedFirst = md5SeedFirst;
    this.seed = seed;
  }

  /** What this session agreed on. */
  public static Checksums of(Dialect dialect) {
    return of(dialect, dialect.checksum());
  }

  /** The same with another digest, chosen by {@code --checksum-choice}. */
  public static Checksums of(Dialect dialect, Digest chosen) {
    return new Checksums(
        chosen, dialect.checksumNegotiated() || dialect.seedFirst(), dialect.seed());
  }

  /** Bytes of a sum: of a whole file's on the wire, and the most that a block's can have. */
  public int length() {
    return digest.length();
  }

  /** A hasher for whole files. */
  public FileHasher newFileHasher() {
    return switch (digest) {
      case MD4 -> new MessageDigestFileHasher(HashFunction.MD4.newDigest());
      case MD5 -> new MessageDigestFileHasher(HashFunction.MD5.newDigest());
      case SHA1 -> new MessageDigestFileHasher(HashFunction.SHA1.newDigest());
      case XXH64 -> new Xxh64.File();
      case XXH3 -> XxHash.file64(Hashing.xxh3_64().hashStream());
      case XXH128 -> XxHash.file128(Hashing.xxh3_128().hashStream());
      case NONE -> new NoHash();
    };
  }

  /** A hasher for blocks. */
  public BlockHasher newBlockHasher() {
    return switch (digest) {
      case MD4 -> seedLast(HashFunction.MD4.newDigest());
      case MD5 ->
          md5SeedFirst
              ? seedFirst(HashFunction.MD5.newDigest())
              : seedLast(HashFunction.MD5.newDigest());
      case SHA1 -> seedFirst(HashFunction.SHA1.newDigest());
      // The seed is widened with its sign.
      case XXH64 -> new Xxh64.Block(seed);
      case XXH3 -> new XxHash.Block64(Hashing.xxh3_64(seed));
      case XXH128 -> new XxHash.Block128(Hashing.xxh3_128(seed));
      case NONE -> new NoHash();
    };
  }

  private BlockHasher seedFirst(MessageDigest function) {
    return new MessageDigestBlockHasher(function, seedBytes(), NOTHING);
  }

  private BlockHasher seedLast(MessageDigest function) {
    return new MessageDigestBlockHasher(function, NOTHING, seedBytes());
  }

  private byte[] seedBytes() {
    return seed == 0
        ? NOTHING
        : new byte[] {(byte) seed, (byte) (seed >> 8), (byte) (seed >> 16), (byte) (seed >> 24)};
  }
}
