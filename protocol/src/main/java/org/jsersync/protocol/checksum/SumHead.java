package org.jsersync.protocol.checksum;

import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.wire.WireInput;
import org.jsersync.protocol.wire.WireOutput;

/**
 * How a basis file is cut into blocks (03-transfer, section 3.1): four little-endian ints.
 *
 * <pre>  count | block length | strong sum length | remainder  </pre>
 *
 * @param count number of blocks
 * @param blockLength bytes of every block but perhaps the last
 * @param strongLength bytes of strong sum that came with each block
 * @param remainder length of the last block if it is shorter, else 0
 */
public record SumHead(int count, int blockLength, int strongLength, int remainder) {
  /** Its size on the wire. */
  public static final int BYTES = 16;

  /** No basis: everything is literal. */
  public static final SumHead EMPTY = new SumHead(0, 0, 0, 0);

  private static final int MAX_BLOCK = 1 << 17;
  private static final int MAX_STRONG = 16;

  /**
   * Reads one and holds it against the limits.
   *
   * @throws RsyncException if a value is out of its limits
   */
  public static SumHead read(WireInput in) throws RsyncException {
    int count = in.int32();
    int blockLength = in.int32();
    int strongLength = in.int32();
    int remainder = in.int32();
    check(in, count, 0, Integer.MAX_VALUE, "block count");
    check(in, blockLength, count > 0 ? 1 : 0, MAX_BLOCK, "block length");
    check(in, strongLength, 0, MAX_STRONG, "strong sum length");
    check(in, remainder, 0, blockLength, "remainder");
    return new SumHead(count, blockLength, strongLength, remainder);
  }

  private static void check(WireInput in, int value, int min, int max, String what)
      throws RsyncException {
    if (value < min || value > max) {
      throw in.broken(what + " " + value + " in a sum head, allowed " + min + " to " + max);
    }
  }

  public void write(WireOutput out) throws RsyncException {
    out.int32(count).int32(blockLength).int32(strongLength).int32(remainder);
  }

  /** Bytes of the basis file. */
  public long basisLength() {
    return count == 0 ? 0 : start(count - 1) + length(count - 1);
  }

  /** Where a block begins in the basis. */
  public long start(int block) {
    return (long) block * blockLength;
  }

  /** Bytes of a block. */
  public int length(int block) {
    return block == count - 1 && remainder != 0 ? remainder : blockLength;
  }
}
