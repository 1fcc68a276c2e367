package org.jsersync.protocol.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jsersync.protocol.session.Dialect;

/** Decompresses literal runs as a receiver does; holds the sender to what receivers demand. */
public interface RunDecoder extends AutoCloseable {
  default void beginFile() {}

  /** One more chunk of a run: what can be decompressed now. */
  byte[] chunk(byte[] data);

  /** The run ended: the rest of it. */
  default byte[] endRun() {
    return new byte[0];
  }

  default void matched(byte[] data) {}

  @Override
  default void close() {}

  /** The decoder of a session. */
  static RunDecoder of(Dialect dialect) {
    return switch (dialect.compression()) {
      case ZLIB -> new InflateOld(dialect.protocol());
      case ZLIBX -> new Inflate();
      case LZ4 -> new Lz4();
      case ZSTD -> new Zstd();
      case NONE, AUTO -> throw new IllegalArgumentException(dialect.toString());
    };
  }

  /** Raw inflate; the trailer of the sync flush is put back (03-transfer, section 6.3). */
  class Inflate implements RunDecoder {
    private Inflater inflater = new Inflater(true);

    @Override
    public void beginFile() {
      inflater.end();
      inflater = new Inflater(true);
    }

    @Override
    public byte[] chunk(byte[] data) {
      return inflate(data);
    }

    @Override
    public byte[] endRun() {
      return inflate(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
    }

    byte[] inflate(byte[] data) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[10_000];
      inflater.setInput(data);
      try {
        for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
          out.write(buffer, 0, n);
        }
      } catch (DataFormatException e) {
        throw new AssertionError("the chunks are no deflate stream", e);
      }
      assertThat(inflater.getRemaining()).as("bytes not taken").isZero();
      assertThat(inflater.finished()).as("final block").isFalse();
      return out.toByteArray();
    }

    @Override
    public void close() {
      inflater.end();
    }
  }

  /** The same, with matched blocks taken in as stored blocks (03-transfer, section 6.2). */
  final class InflateOld extends Inflate {
    private final int protocol;

    InflateOld(int protocol) {
      this.protocol = protocol;
    }

    @Override
    public void matched(byte[] data) {
      int from = 0;
      for (int left = data.length; left > 0; ) {
        int n = Math.min(left, 0xffff);
        byte[] piece = Arrays.copyOfRange(data, from, from + n);
        inflate(new byte[] {0, (byte) n, (byte) (n >> 8), (byte) ~n, (byte) (~n >> 8)});
        assertThat(inflate(piece)).isEqualTo(piece);
        left -= n;
        from += protocol < 31 ? 0 : n;
      }
    }
  }

  /** One block per chunk (03-transfer, section 6.4). */
  final class Lz4 implements RunDecoder {
    private final LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();

    @Override
    public byte[] chunk(byte[] data) {
      byte[] out = new byte[32_912];
      int n = decompressor.decompress(data, 0, data.length, out, 0);
      assertThat(n).as("decompressed length").isPositive();
      return Arrays.copyOf(out, n);
    }
  }

  /** One stream over all files (03-transfer, section 6.5). */
  final class Zstd implements RunDecoder {
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(10_000);

    @Override
    public byte[] chunk(byte[] data) {
      ByteBuffer in = ByteBuffer.allocateDirect(data.length).put(data).flip();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      do {
        buffer.clear();
        context.decompressDirectByteBufferStream(buffer, in);
        byte[] some = new byte[buffer.flip().remaining()];
        buffer.get(some);
        out.writeBytes(some);
      } while (in.hasRemaining() || buffer.limit() == buffer.capacity());
      return out.toByteArray();
    }

    @Override
    public void close() {
      context.close();
    }
  }
}
