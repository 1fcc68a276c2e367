package org.jsersync.protocol.token;

import java.util.zip.Deflater;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * zlibx and, with a history of matched blocks, the old zlib form (03-transfer, sections 6.2 and
 * 6.3): raw deflate, one stream per file. A run ends with a sync flush whose last four bytes are
 * not sent; the receiver puts them back.
 */
final class DeflateCodec implements Codec {
  /** What a sync flush ends with: the lengths of an empty stored block. */
  private static final int TRAILER = 4;

  private static final int DEFAULT_LEVEL = 6;

  private final Deflater deflater;
  private final @Nullable BlockHistory history;

  /** Room for the longest chunk and a trailer held back. */
  private final byte[] buffer = new byte[Chunks.MAX + TRAILER];

  private int filled;

  /**
   * A codec for one session.
   *
   * @param level 0 (stored) to 9, or {@link TokenWriters#DEFAULT_LEVEL}
   * @param history takes in matched blocks for the old form; null: zlibx
   */
  DeflateCodec(int level, @Nullable BlockHistory history) {
    this.deflater = new Deflater(scaled(level), true);
    this.history = history;
  }

  private static int scaled(int level) {
    return level == TokenWriters.DEFAULT_LEVEL ? DEFAULT_LEVEL : Math.clamp(level, 0, 9);
  }

  @Override
  public void beginFile() {
    deflater.reset();
    if (history != null) {
      history.clear();
    }
  }

  @Override
  public void compress(byte[] data, int offset, int length, Chunks out) throws RsyncException {
    if (history != null && !history.isEmpty()) {
      insert(history);
    }
    deflater.setInput(data, offset, length);
    drain(Deflater.NO_FLUSH, out);
  }

  @Override
  public void endRun(Chunks out) throws RsyncException {
    drain(Deflater.SYNC_FLUSH, out);
    if (filled > TRAILER) {
      out.chunk(buffer, 0, filled - TRAILER);
    }
    filled = 0;
  }

  /**
   * Compresses all input. Ends only when the deflater leaves space: it has nothing more to give.
   * What stays in the buffer may be the trailer, so it is not sent yet.
   */
  private void drain(int flush, Chunks out) throws RsyncException {
    for (; ; ) {
      filled += deflater.deflate(buffer, filled, buffer.length - filled, flush);
      if (filled < buffer.length) {
        return;
      }
      out.chunk(buffer, 0, Chunks.MAX);
      System.arraycopy(buffer, Chunks.MAX, buffer, 0, TRAILER);
      filled = TRAILER;
    }
  }

  /** zlib takes a dictionary in mid-stream, at a block's border, as if it had compressed it. */
  private void insert(BlockHistory matched) {
    try {
      matched.giveTo(deflater);
    } catch (IllegalArgumentException e) {
      // This zlib does not. Without any history the stream is right too, only longer.
      deflater.reset();
    }
    matched.clear();
  }

  @Override
  public boolean needsMatchedData() {
    return history != null;
  }

  @Override
  public void matched(byte[] data, int offset, int length) {
    if (history != null) {
      history.add(data, offset, length);
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
