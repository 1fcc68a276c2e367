package org.jsersync.protocol.checksum;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jpountz.xxhash.StreamingXXHash64;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/**
 * XXH64 in wire order. For much data by machine code, which is three times as fast as what the
 * JVM's quick compiler makes; but that takes as long to load as Java needs for {@link #MUCH}.
 */
final class Xxh64 {
  /** Bytes of a session for which machine code is loaded. */
  static final long MUCH = 64L << 20;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Xxh64() {}

  private static final class Machine {
    /** Falls back on Java where there is no machine code for this machine. */
    static final XXHashFactory CODE = XXHashFactory.fastestInstance();
  }

  /** Whole files. */
  static final class File implements FileHasher {
    private final HashStream64 stream = Hashing.xxh64().hashStream();
    private @Nullable StreamingXXHash64 machine;
    private long bytes;

    @Override
    public void begin(long size) {
      bytes += size;
      if (machine != null) {
        machine.reset();
      } else if (bytes >= MUCH) {
        machine = Machine.CODE.newStreamingHash64(0);
      } else {
        stream.reset();
      }
    }

    @Override
    public void update(byte[] data, int offset, int length) {
      if (machine != null) {
        machine.update(data, offset, length);
      } else {
        stream.putBytes(data, offset, length);
      }
    }

    @Override
    public byte[] digest() {
      byte[] sum = new byte[8];
      LONG.set(sum, 0, machine != null ? machine.getValue() : stream.getAsLong());
      return sum;
    }
  }

  /** Blocks. */
  static final class Block implements BlockHasher {
    private final long seed;
    private final Hasher64 hasher;
    private final byte[] sum = new byte[8];
    private @Nullable XXHash64 machine;
    private long bytes;

    /** Blocks with this seed; a session's is widened with its sign. */
    Block(long seed) {
      this.seed = seed;
      this.hasher = Hashing.xxh64(seed);
    }

    @Override
    public void hash(byte[] data, int offset, int length) {
      if (machine != null) {
        LONG.set(sum, 0, machine.hash(data, offset, length, seed));
        return;
      }
      LONG.set(sum, 0, hasher.hashBytesToLong(data, offset, length));
      bytes += length;
      if (bytes >= MUCH) {
        machine = Machine.CODE.hash64();
      }
    }

    @Override
    public boolean matches(byte[] sums, int offset, int length) {
      return Arrays.equals(sum, 0, length, sums, offset, offset + length);
    }
  }
}
