package org.jsersync.it.micro;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jsersync.protocol.Compression;
import org.jsersync.protocol.Digest;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.checksum.RollingSum;
import org.jsersync.protocol.checksum.Signature;
import org.jsersync.protocol.checksum.SumHead;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.wire.FrameSource;
import org.jsersync.protocol.wire.WireInput;
import org.jspecify.annotations.Nullable;

/** A file that the receiver has, and its block sums as a generator sends them (xxh128). */
final class Basis {
  private static final int SEED = 1;
  private static final int STRONG = 3;

  private final SumHead head;
  private final ByteBuf sums;

  /** A file cut into blocks of about the length that rsync chooses: the root of its size. */
  Basis(byte[] content) {
    int length = (int) Math.sqrt(content.length) & ~7;
    int count = (content.length + length - 1) / length;
    this.head = new SumHead(count, length, STRONG, content.length % length);
    this.sums = Unpooled.buffer(count * (Integer.BYTES + STRONG));
    Hasher128 hasher = Hashing.xxh3_128(SEED);
    for (int block = 0; block < count; block++) {
      int from = (int) head.start(block);
      HashValue128 strong = hasher.hashBytesTo128Bits(content, from, head.length(block));
      sums.writeIntLE(RollingSum.of(content, from, head.length(block)));
      sums.writeMediumLE((int) strong.getLeastSignificantBits());
    }
  }

  /** What both sides agreed on. */
  static Dialect dialect() {
    return new Dialect(32, 0x1ff, Digest.XXH128, true, Compression.NONE, SEED);
  }

  /** The sums, all of them there at once. */
  Signature signature() throws RsyncException {
    ByteBuf bytes = sums.retainedDuplicate();
    FrameSource source =
        new FrameSource() {
          @Override
          public ByteBuf next() {
            return bytes;
          }

          @Override
          public @Nullable ByteBuf poll() {
            return bytes;
          }
        };
    Signature signature = Signature.of(head, new WireInput(source), Digest.XXH128.length());
    signature.complete();
    return signature;
  }
}
