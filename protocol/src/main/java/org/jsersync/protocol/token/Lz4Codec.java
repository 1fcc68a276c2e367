package org.jsersync.protocol.token;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.jsersync.protocol.RsyncException;

/**
 * lz4 (03-transfer, section 6.4): each chunk is an LZ4 block of its own, from at most 32,768 bytes.
 */
final class Lz4Codec implements Codec {
  private static final int MAX_INPUT = 1 << 15;

  private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
  private final byte[] buffer = new byte[compressor.maxCompressedLength(MAX_INPUT)];

  /** How much input is tried next: adapts to what fits into a chunk when compressed. */
  private int piece = MAX_INPUT;

  @Override
  public void compress(byte[] data, int offset, int length, Chunks out) throws RsyncException {
    int done = 0;
    while (done < length) {
      int tried = Math.min(length - done, piece);
      int n = compressor.compress(data, offset + done, tried, buffer, 0);
      if (n > Chunks.MAX) {
        piece = tried / 2;
        continue;
      }
      out.chunk(buffer, 0, n);
      done += tried;
      if (n <= Chunks.MAX / 2) {
        piece = Math.min(2 * piece, MAX_INPUT);
      }
    }
  }
}
