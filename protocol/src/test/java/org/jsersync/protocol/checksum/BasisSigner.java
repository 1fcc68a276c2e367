package org.jsersync.protocol.checksum;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.token.WireBytes;

/** Signs a basis file as a generator does (03-transfer, sections 3.2 and 4); slow and simple. */
public final class BasisSigner {
  static final int SEED = 1;

  private final String checksum;

  /** A generator of a session with md5 (seed first) or xxh128. */
  public BasisSigner(String checksum) {
    this.checksum = checksum;
  }

  public Dialect dialect(int protocol, String compression) throws RsyncException {
    return new Dialect(
        protocol,
        0x20,
        Digest.byWireName(checksum),
        protocol > 30,
        Compression.byWireName(compression),
        SEED);
  }

  /** Signs with blocks of this length and strong sums of that; all sums are there at once. */
  public Signature sign(byte[] basis, int blockLength, int strongLength) throws RsyncException {
    SumHead head = head(basis, blockLength, strongLength);
    return Signature.of(head, WireBytes.input(sums(basis, head)), 16);
  }

  /** The same, but each sum comes only when it is waited for. */
  Signature signSlowly(byte[] basis, int blockLength, int strongLength, Random random) {
    SumHead head = head(basis, blockLength, strongLength);
    return Signature.of(head, WireBytes.slowInput(sums(basis, head), random), 16);
  }

  private static SumHead head(byte[] basis, int blockLength, int strongLength) {
    int count = (basis.length + blockLength - 1) / blockLength;
    return count == 0
        ? SumHead.EMPTY
        : new SumHead(count, blockLength, strongLength, basis.length % blockLength);
  }

  private byte[] sums(byte[] basis, SumHead head) {
    int strongLength = head.strongLength();
    ByteBuffer wire = ByteBuffer.allocate(head.count() * (4 + strongLength)).order(LITTLE_ENDIAN);
    for (int i = 0; i < head.count(); i++) {
      int from = (int) head.start(i);
      byte[] block = Arrays.copyOfRange(basis, from, from + head.length(i));
      wire.putInt(weak(block)).put(strong(block), 0, strongLength);
    }
    return wire.array();
  }

  static int weak(byte[] block) {
    int s1 = 0;
    int s2 = 0;
    for (byte x : block) {
      s1 += x;
      s2 += s1;
    }
    return (s1 & 0xffff) | (s2 << 16);
  }

  private byte[] strong(byte[] block) {
    if (checksum.equals("xxh128")) {
      var sum = Hashing.xxh3_128(SEED).hashBytesTo128Bits(block);
      return ByteBuffer.allocate(16)
          .order(LITTLE_ENDIAN)
          .putLong(sum.getLeastSignificantBits())
          .putLong(sum.getMostSignificantBits())
          .array();
    }
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(new byte[] {SEED, 0, 0, 0});
      return md5.digest(block);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
