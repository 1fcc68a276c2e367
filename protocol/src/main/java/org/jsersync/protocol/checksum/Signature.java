package org.jsersync.protocol.checksum;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;

/**
 * The block sums of a receiver's basis file (03-transfer, section 3).
 *
 * <p>A signature too big to search is read and thrown away; it then acts like {@link #EMPTY}, which
 * the receiver accepts: the whole file goes out as literals.
 */
public final class Signature {
  /** No basis. */
  public static final Signature EMPTY =
      new Signature(SumHead.EMPTY, SumHead.EMPTY, new int[0], new byte[0]);

  /** Memory per block for finding it again, see {@link BlockIndex}. */
  private static final int INDEX_BYTES = 36;

  private final SumHead head;
  private final SumHead echoHead;
  private final int[] weak;
  private final byte[] strong;

  private Signature(SumHead head, SumHead echoHead, int[] weak, byte[] strong) {
    this.head = head;
    this.echoHead = echoHead;
    this.weak = weak;
    this.strong = strong;
  }

  /**
   * Reads the sums behind a head. They may take up to a quarter of the heap, at most 256 MiB.
   *
   * @param digestLength bytes of the session's digest; what a strong sum has beyond is garbage
   */
  public static Signature read(SumHead head, WireInput in, int digestLength) throws RsyncException {
    long budget = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);
    return read(head, in, digestLength, budget);
  }

  static Signature read(SumHead head, WireInput in, int digestLength, long budget)
      throws RsyncException {
    int kept = Math.min(head.strongLength(), digestLength);
    int garbage = head.strongLength() - kept;
    SumHead echo = new SumHead(head.count(), head.blockLength(), kept, head.remainder());
    long strongBytes = (long) head.count() * kept;
    if ((long) head.count() * (4 + INDEX_BYTES) + strongBytes > budget) {
      skip(in, (long) head.count() * (4 + head.strongLength()));
      return new Signature(head, SumHead.EMPTY, new int[0], new byte[0]);
    }
    int[] weak = new int[head.count()];
    byte[] strong = new byte[(int) strongBytes];
    byte[] rest = new byte[garbage];
    for (int block = 0; block < weak.length; block++) {
      weak[block] = in.int32();
      in.bytes(strong, block * kept, kept);
      in.bytes(rest, 0, garbage);
    }
    return new Signature(head, echo, weak, strong);
  }

  private static void skip(WireInput in, long count) throws RsyncException {
    byte[] sink = new byte[(int) Math.min(count, 1 << 16)];
    for (long left = count; left > 0; left -= sink.length) {
      in.bytes(sink, 0, (int) Math.min(left, sink.length));
    }
  }

  /** The head as it came. */
  public SumHead head() {
    return head;
  }

  /**
   * The head to answer with, and the geometry that the tokens are in: the strong sum's length is
   * cut to the digest's, because receivers refuse more (03-transfer, section 3.3); {@link
   * SumHead#EMPTY} if the sums were thrown away.
   */
  public SumHead echoHead() {
    return echoHead;
  }

  /** The weak sum of a block. */
  public int weak(int block) {
    return weak[block];
  }

  /** Whether the hasher's last sum is this block's strong sum. */
  boolean strongMatches(int block, BlockHasher hasher) {
    int length = echoHead.strongLength();
    return hasher.matches(strong, block * length, length);
  }
}
