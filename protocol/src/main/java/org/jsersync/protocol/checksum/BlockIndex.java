package org.jsersync.protocol.checksum;

import java.util.Arrays;

/**
 * Finds blocks by their weak sum. A bitmap rules out nearly every sum that no block has; a hash
 * table with open addressing leads from a sum to the first block that has it, and a chain on to the
 * others. Only blocks of full length are in it. Reused from file to file; used by one thread.
 *
 * <p>The bitmap is indexed by the sum with its halves swapped, cut to the bitmap's size: s2 is as
 * good as random, and no multiplication is needed for every byte of a file.
 */
final class BlockIndex {
  private static final int NONE = -1;

  /** At least; so at most one in 64 foreign sums passes. */
  private static final int BITS_PER_BLOCK = 64;

  /** Blocks for which the memory stays from file to file: 1 MiB or so. */
  private static final int MAX_KEPT = 1 << 15;

  private Signature signature = Signature.EMPTY;
  private long[] bitmap = new long[1];
  private int bitmapMask;
  private int[] slots = new int[0];
  private int slotShift;
  private int[] next = new int[0];

  /**
   * Takes the blocks of a signature in; those with equal sums come in the order of their numbers.
   *
   * @param blocks how many of them, from the first
   */
  void build(Signature from, int blocks) {
    signature = from;
    int capacity = powerOfTwo(2L * blocks, 1 << 30);
    slotShift = Integer.numberOfLeadingZeros(capacity) + 1;
    slots = cleared(slots, capacity);
    next = next.length >= blocks ? next : new int[blocks];
    int bits = powerOfTwo((long) BITS_PER_BLOCK * blocks, 1 << 30);
    bitmapMask = bits - 1;
    bitmap = cleared(bitmap, bits >>> 6);
    for (int block = blocks - 1; block >= 0; block--) {
      add(block);
    }
  }

  private static int powerOfTwo(long atLeast, int max) {
    return (int) Math.min(max, Long.highestOneBit(Math.max(64, atLeast) * 2 - 1));
  }

  private static int[] cleared(int[] old, int length) {
    if (old.length < length) {
      return filled(new int[length]);
    }
    Arrays.fill(old, 0, length, NONE);
    return old;
  }

  private static int[] filled(int[] fresh) {
    Arrays.fill(fresh, NONE);
    return fresh;
  }

  private static long[] cleared(long[] old, int length) {
    if (old.length < length) {
      return new long[length];
    }
    Arrays.fill(old, 0, length, 0);
    return old;
  }

  private void add(int block) {
    int weak = signature.weak(block);
    int key = Integer.rotateLeft(weak, 16) & bitmapMask;
    bitmap[key >>> 6] |= 1L << key;
    int slot = slot(weak);
    next[block] = slots[slot];
    slots[slot] = block;
  }

  /** The slot of this sum, or the free one where it would go. */
  private int slot(int weak) {
    int slot = (weak * 0x9e3779b1) >>> slotShift;
    while (slots[slot] != NONE && signature.weak(slots[slot]) != weak) {
      slot = (slot + 1) & (-1 >>> slotShift);
    }
    return slot;
  }

  /** Forgets the blocks, and gives back much memory. */
  void clear() {
    signature = Signature.EMPTY;
    if (next.length > MAX_KEPT) {
      slots = new int[0];
      next = new int[0];
      bitmap = new long[1];
    }
  }

  /** The first block with this weak sum, or -1. */
  int first(int weak) {
    return slots[slot(weak)];
  }

  /** The next block with the same weak sum, or -1. */
  int next(int block) {
    return next[block];
  }

  /**
   * Takes a block out of the chain of its weak sum; the last of a chain stays, it costs nothing.
   *
   * @param previous the block before it in the chain, or -1
   */
  void unlink(int previous, int block) {
    if (previous != NONE) {
      next[previous] = next[block];
    } else if (next[block] != NONE) {
      slots[slot(signature.weak(block))] = next[block];
    }
  }

  /**
   * For {@code key = s1 << 16 | s2 & 0xffff} and {@code i = (key & bitmapMask()) >>> 6}: no block
   * has this sum if bit {@code key} of {@code bitmap()[i]} is 0.
   */
  long[] bitmap() {
    return bitmap;
  }

  int bitmapMask() {
    return bitmapMask;
  }
}
