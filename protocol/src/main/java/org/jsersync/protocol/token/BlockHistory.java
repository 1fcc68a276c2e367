package org.jsersync.protocol.token;

import java.util.zip.Deflater;

/**
 * The matched blocks since the last literal run, as far as deflate's window reaches (03-transfer,
 * section 6.2). The receiver takes a block into its window in pieces of 65,535 bytes; below
 * protocol 31 it takes each piece from the start of the block again.
 */
class BlockHistory {
  private static final int WINDOW = 1 << 15;
  private static final int PIECE = 0xffff;

  private final boolean piecesFromStart;
  private final byte[] bytes = new byte[2 * WINDOW];
  private int end;

  BlockHistory(int protocol) {
    this.piecesFromStart = protocol < 31;
  }

  void clear() {
    end = 0;
  }

  boolean isEmpty() {
    return end == 0;
  }

  void add(byte[] data, int offset, int length) {
    for (int done = 0; done < length; done += PIECE) {
      int from = piecesFromStart ? offset : offset + done;
      append(data, from, Math.min(length - done, PIECE));
    }
  }

  private void append(byte[] data, int offset, int length) {
    int kept = Math.min(length, WINDOW);
    if (end + kept > bytes.length) {
      System.arraycopy(bytes, end - WINDOW, bytes, 0, WINDOW);
      end = WINDOW;
    }
    System.arraycopy(data, offset + length - kept, bytes, end, kept);
    end += kept;
  }

  /**
   * Makes it the window's end.
   *
   * @throws IllegalArgumentException if the deflater's library refuses
   */
  void giveTo(Deflater deflater) {
    int length = Math.min(end, WINDOW);
    deflater.setDictionary(bytes, end - length, length);
  }
}
