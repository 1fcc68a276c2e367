package org.jsersync.it.micro;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jsersync.protocol.checksum.RollingSum;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The weak sum of a block, in bytes per microsecond, which are MB per second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RollingSumBenchmark {
  private static final int BLOCK = 32_768;
  private static final int SMALL_BLOCK = 700;

  private final byte[] data = new byte[BLOCK];

  /** Random bytes. */
  @Setup
  public void fill() {
    new Random(1).nextBytes(data);
  }

  /** A block of a file of 1 GiB. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public int block() {
    return RollingSum.of(data, 0, BLOCK);
  }

  /** A block of a small file. */
  @Benchmark
  @OperationsPerInvocation(SMALL_BLOCK)
  public int smallBlock() {
    return RollingSum.of(data, 0, SMALL_BLOCK);
  }

  /** The same, as the specification writes it down: what the other is held against. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public int byteByByte() {
    int s1 = 0;
    int s2 = 0;
    for (byte b : data) {
      s1 += b;
      s2 += s1;
    }
    return (s1 & 0xffff) | (s2 << 16);
  }
}
