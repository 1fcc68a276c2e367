package org.jsersync.protocol.checksum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.protocol.RsyncException;

/**
 * Holds blocks against the bytes at their own place, each as soon as its sums come: so the search
 * runs while the receiver still sums up the rest of its file (03-transfer, section 5). It ends when
 * all sums are there, or where more than one block in a row changed.
 *
 * <p>A single changed block between right ones may still be some other block. Which ones there are
 * is known only in the end, so from the first changed block on everything found is put off until
 * {@link #release}. Used by one thread.
 */
final class AlignedSearch {
  /** Bytes of changed blocks held at most. */
  private static final int MAX_HELD = 8 << 20;

  private static final byte[] NO_BYTES = {};

  private final BlockHasher hasher;
  private final Window window;
  private final BlockSearch.Output output;
  private final List<Run> held = new ArrayList<>();
  private Signature signature = Signature.EMPTY;
  private int length;
  private int block;
  private int at;
  private int heldBytes;

  /**
   * What was found and not yet told.
   *
   * @param from a block's number
   * @param until the first block that is not meant
   * @param changed the bytes of a single changed block; none if the blocks are unchanged
   */
  private record Run(int from, int until, byte[] changed) {
    boolean isUnchanged() {
      return changed.length == 0;
    }
  }

  AlignedSearch(BlockHasher hasher, Window window, BlockSearch.Output output) {
    this.hasher = hasher;
    this.window = window;
    this.output = output;
  }

  /**
   * Searches from the file's beginning, which is index 0 of the window.
   *
   * @param fullBlocks how many blocks have the full length
   */
  void run(Signature from, int fullBlocks) throws RsyncException {
    signature = from;
    length = from.echoHead().blockLength();
    block = 0;
    at = 0;
    held.clear();
    heldBytes = 0;
    boolean known = false;
    while (block < fullBlocks && !signature.allReady() && have(length)) {
      if (known || isAt(block, at)) {
        unchanged();
        known = false;
      } else if (block + 1 < fullBlocks
          && heldBytes < MAX_HELD
          && have(2 * length)
          && isAt(block + 1, at + length)) {
        changed();
        known = true;
      } else {
        break;
      }
      block++;
      at += length;
    }
  }

  /** The first block that was not dealt with. */
  int block() {
    return block;
  }

  /** Where in the window the first byte is that was not dealt with. */
  int at() {
    return at;
  }

  /** Whether something was put off. */
  boolean holds() {
    return !held.isEmpty();
  }

  private boolean have(int bytes) throws RsyncException {
    if (window.end() - at < bytes && !window.last()) {
      output.progress();
      window.advance(at);
      at = 0;
    }
    return window.end() - at >= bytes;
  }

  private boolean isAt(int candidate, int position) throws RsyncException {
    signature.await(candidate);
    if (signature.weak(candidate) != RollingSum.of(window.data(), position, length)) {
      return false;
    }
    hasher.hash(window.data(), position, length);
    return signature.strongMatches(candidate, hasher);
  }

  private void unchanged() throws RsyncException {
    if (held.isEmpty()) {
      output.match(block, window.data(), at, length);
    } else {
      Run last = held.getLast();
      boolean goesOn = last.isUnchanged();
      if (goesOn) {
        held.removeLast();
      }
      held.add(new Run(goesOn ? last.from() : block, block + 1, NO_BYTES));
    }
  }

  private void changed() {
    byte[] bytes = Arrays.copyOfRange(window.data(), at, at + length);
    held.add(new Run(block, block + 1, bytes));
    heldBytes += length;
  }

  /**
   * Tells what was put off; all sums are there.
   *
   * @param index of all blocks
   */
  void release(BlockIndex index) throws RsyncException {
    for (Run run : held) {
      if (run.isUnchanged()) {
        for (int i = run.from(); i < run.until(); i++) {
          output.match(i, NO_BYTES, 0, length);
        }
      } else {
        releaseChanged(run.changed(), index);
      }
    }
    held.clear();
    signature = Signature.EMPTY;
  }

  private void releaseChanged(byte[] bytes, BlockIndex index) throws RsyncException {
    int weak = RollingSum.of(bytes, 0, length);
    hasher.hash(bytes, 0, length);
    int tries = BlockSearch.MAX_TRIES;
    for (int other = index.first(weak); other >= 0 && tries > 0; other = index.next(other)) {
      tries--;
      if (signature.strongMatches(other, hasher)) {
        output.match(other, bytes, 0, length);
        return;
      }
    }
    output.literal(bytes, 0, length);
  }
}
