package org.jsersync.protocol.checksum;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;
import org.jspecify.annotations.Nullable;

/**
 * The block sums of a receiver's basis file (03-transfer, section 3). They are taken from the wire
 * as they are needed, so that the search can begin while the receiver still sums up its file; in
 * the end all of them must be taken: {@link #complete}. Used by one thread.
 *
 * <p>A signature too big to search is read and thrown away; it then acts like {@link #EMPTY}, which
 * the receiver accepts: the whole file goes out as literals.
 */
public final class Signature {
  /** No basis. */
  public static final Signature EMPTY =
      new Signature(SumHead.EMPTY, SumHead.EMPTY, new int[0], new byte[0], 0, null);

  /** Memory per block for finding it again, see {@link BlockIndex}. */
  private static final int INDEX_BYTES = 36;

  private final SumHead head;
  private final SumHead echoHead;
  private final int[] weak;
  private final byte[] strong;
  private final byte[] garbage;
  private final @Nullable WireInput in;

  /** Blocks whose sums are here. */
  private int here;

  private Signature(
      SumHead head,
      SumHead echoHead,
      int[] weak,
      byte[] strong,
      int garbage,
      @Nullable WireInput in) {
    this.head = head;
    this.echoHead = echoHead;
    this.weak = weak;
    this.strong = strong;
    this.garbage = new byte[garbage];
    this.in = in;
  }

  /**
   * The sums behind a head; none is read yet. They may take up to a quarter of the heap, at most
   * 256 MiB.
   *
   * @param digestLength bytes of the session's digest; what a strong sum has beyond is garbage
   */
  public static Signature of(SumHead head, WireInput in, int digestLength) {
    long budget = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);
    return of(head, in, digestLength, budget);
  }

  static Signature of(SumHead head, WireInput in, int digestLength, long budget) {
    int kept = Math.min(head.strongLength(), digestLength);
    SumHead echo = new SumHead(head.count(), head.blockLength(), kept, head.remainder());
    long strongBytes = (long) head.count() * kept;
    if ((long) head.count() * (4 + INDEX_BYTES) + strongBytes > budget) {
      return new Signature(head, SumHead.EMPTY, new int[0], new byte[0], 0, in);
    }
    return new Signature(
        head,
        echo,
        new int[head.count()],
        new byte[(int) strongBytes],
        head.strongLength() - kept,
        in);
  }

  /** Waits for the sums of the blocks up to this one. */
  void await(int block) throws RsyncException {
    if (in != null && here <= block) {
      take(in, block + 1);
    }
  }

  /** Takes the sums that have come; whether that was all of them. */
  boolean allReady() throws RsyncException {
    while (in != null && here < head.count() && in.ready()) {
      take(in, here + 1);
    }
    return in == null || here == head.count();
  }

  /** Waits for all sums: what comes from the wire next is no longer of this file. */
  public void complete() throws RsyncException {
    if (in != null && here < head.count()) {
      if (echoHead.count() > 0) {
        take(in, head.count());
      } else {
        skip(in, (long) head.count() * (4 + head.strongLength()));
        here = head.count();
      }
    }
  }

  /** Reads the sums behind a head, of which nothing is wanted. */
  public static void skip(SumHead head, WireInput in) throws RsyncException {
    skip(in, (long) head.count() * (4 + head.strongLength()));
  }

  private void take(WireInput from, int until) throws RsyncException {
    int kept = echoHead.strongLength();
    for (; here < until; here++) {
      weak[here] = from.int32();
      from.bytes(strong, here * kept, kept);
      from.bytes(garbage, 0, garbage.length);
    }
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

  /** The weak sum of a block that was waited for. */
  public int weak(int block) {
    return weak[block];
  }

  /** Whether the hasher's last sum is this block's strong sum; the block was waited for. */
  boolean strongMatches(int block, BlockHasher hasher) {
    int length = echoHead.strongLength();
    return hasher.matches(strong, block * length, length);
  }
}
