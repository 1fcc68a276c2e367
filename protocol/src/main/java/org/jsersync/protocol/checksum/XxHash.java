package org.jsersync.protocol.checksum;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hasher64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The XXH3 family in wire order: little-endian, of 128 bits the low half first (03-transfer,
 * section 4.2).
 */
final class XxHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private XxHash() {}

  private static void put(HashValue128 value, byte[] sum) {
    LONG.set(sum, 0, value.getLeastSignificantBits());
    LONG.set(sum, 8, value.getMostSignificantBits());
  }

  /** A hasher of whole files, 8 bytes. */
  static FileHasher file64(HashStream64 stream) {
    return new File(
        stream,
        () -> {
          byte[] sum = new byte[8];
          LONG.set(sum, 0, stream.getAsLong());
          return sum;
        });
  }

  /** A hasher of whole files, 16 bytes. */
  static FileHasher file128(HashStream128 stream) {
    return new File(
        stream,
        () -> {
          byte[] sum = new byte[16];
          put(stream.get(), sum);
          return sum;
        });
  }

  // A stream of 128 bits is one of 64 as well.
  private record File(HashStream64 stream, Supplier<byte[]> sum) implements FileHasher {
    @Override
    public void begin(long size) {
      stream.reset();
    }

    @Override
    public void update(byte[] data, int offset, int length) {
      stream.putBytes(data, offset, length);
    }

    @Override
    public byte[] digest() {
      return sum.get();
    }
  }

  /** Blocks, 8 bytes. */
  static final class Block64 implements BlockHasher {
    private final Hasher64 hasher;
    private final byte[] sum = new byte[8];

    Block64(Hasher64 hasher) {
      this.hasher = hasher;
    }

    @Override
    public void hash(byte[] data, int offset, int length) {
      LONG.set(sum, 0, hasher.hashBytesToLong(data, offset, length));
    }

    @Override
    public boolean matches(byte[] sums, int offset, int length) {
      return Arrays.equals(sum, 0, length, sums, offset, offset + length);
    }
  }

  /** Blocks, 16 bytes. */
  static final class Block128 implements BlockHasher {
    private final Hasher128 hasher;
    private final byte[] sum = new byte[16];

    Block128(Hasher128 hasher) {
      this.hasher = hasher;
    }

    @Override
    public void hash(byte[] data, int offset, int length) {
      put(hasher.hashBytesTo128Bits(data, offset, length), sum);
    }

    @Override
    public boolean matches(byte[] sums, int offset, int length) {
      return Arrays.equals(sum, 0, length, sums, offset, offset + length);
    }
  }
}
