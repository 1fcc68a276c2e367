package org.jsersync.protocol.token;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import org.jsersync.protocol.RsyncException;

/**
 * zstd (03-transfer, section 6.5): one stream for all files of a session, whose frame is never
 * ended; a run ends with a flush.
 */
final class ZstdCodec implements Codec {
  private static final int INPUT = 1 << 17;

  private final ZstdCompressCtx context = new ZstdCompressCtx();
  private final ByteBuffer input = ByteBuffer.allocateDirect(INPUT);
  private final ByteBuffer output = ByteBuffer.allocateDirect(Chunks.MAX);
  private final byte[] chunk = new byte[Chunks.MAX];

  /**
   * A codec for one session.
   *
   * @param level on zstd's scale; 0 and {@link TokenWriters#DEFAULT_LEVEL} = zstd's default
   */
  ZstdCodec(int level) {
    context.setLevel(
        level == TokenWriters.DEFAULT_LEVEL || level == 0
            ? Zstd.defaultCompressionLevel()
            : Math.clamp(level, Zstd.minCompressionLevel(), Zstd.maxCompressionLevel()));
  }

  @Override
  public void compress(byte[] data, int offset, int length, Chunks out) throws RsyncException {
    for (int done = 0; done < length; ) {
      int n = Math.min(length - done, input.capacity());
      input.clear().put(data, offset + done, n).flip();
      while (input.hasRemaining()) {
        step(EndDirective.CONTINUE, out);
      }
      done += n;
    }
  }

  @Override
  public void endRun(Chunks out) throws RsyncException {
    boolean flushed = false;
    while (!flushed) {
      flushed = step(EndDirective.FLUSH, out);
    }
  }

  private boolean step(EndDirective end, Chunks out) throws RsyncException {
    output.clear();
    boolean flushed = context.compressDirectByteBufferStream(output, input, end);
    int n = output.flip().remaining();
    if (n > 0) {
      output.get(chunk, 0, n);
      out.chunk(chunk, 0, n);
    }
    return flushed;
  }

  @Override
  public void close() {
    context.close();
  }
}
