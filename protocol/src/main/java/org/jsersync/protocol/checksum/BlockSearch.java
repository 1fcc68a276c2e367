package org.jsersync.protocol.checksum;

import java.util.BitSet;
import org.jsersync.protocol.RsyncException;

/**
 * Looks for the blocks of a signature in a file (03-transfer, sections 5.2 to 5.5).
 *
 * <p>Behind a match the next block is expected right there, so a file with few changes costs one
 * weak and one strong sum per block. Where nothing fits, the weak sum rolls byte by byte until a
 * block does. Before that, as long as not all sums have come, an {@link AlignedSearch} goes ahead.
 * Used by one thread.
 */
final class BlockSearch {
  /** Blocks tried at one offset: crafted content could have any number with the same weak sum. */
  static final int MAX_TRIES = 1024;

  private static final int NONE = -1;

  /** Takes what the search found, in output order. */
  interface Output {
    /** These bytes are in no block. */
    void literal(byte[] data, int from, int to) throws RsyncException;

    /** These bytes are a block; without the bytes where nobody needs them. */
    void match(int block, byte[] data, int from, int length) throws RsyncException;

    /** Whether {@link #match} needs the bytes. */
    boolean needsMatchedData();

    /** The window is about to move on. */
    void progress() throws RsyncException;
  }

  private final BlockHasher hasher;
  private final BlockIndex index = new BlockIndex();
  private final AlignedSearch aligned;
  private final Window window;
  private final Output output;

  /** Blocks found at their own place: in place, the receiver does not write over them. */
  private final BitSet unmoved = new BitSet();

  private Signature signature = Signature.EMPTY;
  private SumHead head = SumHead.EMPTY;
  private boolean inplace;
  private int fullBlocks;
  private int expected;

  // The state of rolling: the window's bytes [at, at + blockLength) have these sums.
  private int at;
  private int s1;
  private int s2;

  /** Whether the hasher has summed up the bytes at this place. */
  private boolean hashed;

  BlockSearch(BlockHasher hasher, Window window, Output output) {
    this.hasher = hasher;
    this.window = window;
    this.output = output;
    this.aligned = new AlignedSearch(hasher, window, output);
  }

  /**
   * Searches the file that the window has begun.
   *
   * @param inplace the receiver overwrites its basis: only blocks that it still has may be used
   */
  void run(Signature from, boolean inplace) throws RsyncException {
    signature = from;
    head = from.echoHead();
    this.inplace = inplace;
    fullBlocks = head.remainder() == 0 ? head.count() : head.count() - 1;
    unmoved.clear();
    expected = 0;
    at = 0;
    window.advance(0);
    // In place, the receiver would write over what it still has to sum up.
    boolean ahead = !inplace && !output.needsMatchedData();
    if (ahead) {
      aligned.run(from, fullBlocks);
      at = aligned.at();
      expected = aligned.block();
    }
    signature.complete();
    if (aligned.holds() || have(head.blockLength())) {
      index.build(from, fullBlocks);
      aligned.release(index);
      search();
      index.clear();
    }
    tail();
    signature = Signature.EMPTY;
  }

  private void search() throws RsyncException {
    int length = head.blockLength();
    while (have(length)) {
      int block = find();
      if (block == NONE) {
        break;
      }
      output.match(block, window.data(), at, length);
      if (inplace && head.start(block) == window.base() + at) {
        unmoved.set(block);
      }
      expected = block + 1;
      at += length;
    }
  }

  /** Whether so many bytes follow; the window moves on if it must. */
  private boolean have(int length) throws RsyncException {
    if (window.end() - at < length && !window.last()) {
      moveOn(at);
    }
    return window.end() - at >= length;
  }

  /** Everything before this index is done. */
  private void moveOn(int literalFrom) throws RsyncException {
    output.literal(window.data(), literalFrom, at);
    output.progress();
    window.advance(at);
    at = 0;
  }

  /** The next match: sends the literals before it, moves to it. */
  private int find() throws RsyncException {
    int length = head.blockLength();
    int literalFrom = at;
    int weak = RollingSum.of(window.data(), at, length);
    int block = pick(weak);
    s1 = RollingSum.s1(weak);
    s2 = RollingSum.s2(weak);
    while (block == NONE) {
      if (at + length == window.end()) {
        if (window.last()) {
          // The window's bytes from at on may still hold the short last block.
          output.literal(window.data(), literalFrom, at);
          return NONE;
        }
        moveOn(literalFrom);
        literalFrom = 0;
      }
      block = scan() ? pick(RollingSum.pack(s1, s2)) : NONE;
    }
    output.literal(window.data(), literalFrom, at);
    return block;
  }

  /**
   * Rolls on by at least one byte until some block has the weak sum; at the end of the window stops
   * without. A loop over locals, because it runs for every byte.
   */
  private boolean scan() {
    byte[] data = window.data();
    long[] bitmap = index.bitmap();
    int mask = index.bitmapMask();
    int length = head.blockLength();
    int last = window.end() - length;
    int pos = at;
    int a = s1;
    int b = s2;
    boolean found = false;
    while (pos < last) {
      int out = data[pos];
      a += data[pos + length] - out;
      b += a - length * out;
      pos++;
      int key = (a << 16) | (b & 0xffff);
      if (((bitmap[(key & mask) >>> 6] >>> key) & 1) != 0
          && index.first(RollingSum.pack(a, b)) >= 0) {
        found = true;
        break;
      }
    }
    at = pos;
    s1 = a;
    s2 = b;
    return found;
  }

  /** The best block for the bytes at this place: unmoved, else the expected one, else the first. */
  private int pick(int weak) {
    long offset = window.base() + at;
    hashed = false;
    if (inplace && offset % head.blockLength() == 0) {
      long same = offset / head.blockLength();
      if (same < fullBlocks && matches((int) same, weak)) {
        return (int) same;
      }
    }
    if (expected < fullBlocks && allowed(expected, offset) && matches(expected, weak)) {
      return expected;
    }
    int previous = NONE;
    int tries = MAX_TRIES;
    for (int block = index.first(weak); block != NONE && tries > 0; block = index.next(block)) {
      tries--;
      if (!allowed(block, offset)) {
        // It will not be allowed further on either.
        index.unlink(previous, block);
        continue;
      }
      if (matches(block, weak)) {
        return block;
      }
      previous = block;
    }
    return NONE;
  }

  /** Whether a full block has both sums of the bytes at this place. */
  private boolean matches(int block, int weak) {
    if (signature.weak(block) != weak) {
      return false;
    }
    if (!hashed) {
      hasher.hash(window.data(), at, head.blockLength());
      hashed = true;
    }
    return signature.strongMatches(block, hasher);
  }

  /** Whether the receiver still has the block when its output has come to this offset. */
  private boolean allowed(int block, long offset) {
    return !inplace || head.start(block) >= offset || unmoved.get(block);
  }

  /** The end of the file, shorter than a block: the short last block, or literals. */
  private void tail() throws RsyncException {
    int end = window.end();
    int length = head.remainder();
    int from = end - length;
    int block = fullBlocks;
    if (length > 0
        && from >= at
        && allowed(block, window.base() + from)
        && signature.weak(block) == RollingSum.of(window.data(), from, length)) {
      hasher.hash(window.data(), from, length);
      if (signature.strongMatches(block, hasher)) {
        output.literal(window.data(), at, from);
        output.match(block, window.data(), from, length);
        return;
      }
    }
    output.literal(window.data(), at, end);
  }
}
