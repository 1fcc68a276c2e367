package org.jsersync.protocol.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.jsersync.protocol.session.Dialect;
import org.jsersync.protocol.token.TokenWriter;
import org.jsersync.protocol.token.TokenWriters;
import org.jsersync.protocol.wire.FrameSink;
import org.jsersync.protocol.wire.WireOutput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures the search in MB per second of the thread's processor time; no part of the test run:
 *
 * <pre>  mvn -pl protocol test -Dtest=DeltaThroughput  </pre>
 */
class DeltaThroughput {
  private static final int SIZE = 128 << 20;
  private static final int ROUNDS = 4;

  /** Takes all frames and forgets them. */
  private static final class Forget implements FrameSink {
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;

    @Override
    public ByteBuf allocate(int capacity) {
      if (buffer.capacity() < capacity + HEADER) {
        buffer = Unpooled.directBuffer(capacity + HEADER, capacity + HEADER);
      }
      return buffer.setIndex(HEADER, HEADER);
    }

    @Override
    public void send(ByteBuf data) {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"xxh128", "md5"})
  void measure(String checksum) throws Exception {
    Random random = new Random(1);
    byte[] basis = new byte[SIZE];
    random.nextBytes(basis);
    byte[] edited = basis.clone();
    byte[] edit = new byte[100];
    for (int i = 0; i < 100; i++) {
      random.nextBytes(edit);
      System.arraycopy(edit, 0, edited, random.nextInt(SIZE - edit.length), edit.length);
    }
    byte[] other = new byte[SIZE];
    random.nextBytes(other);

    BasisSigner signer = new BasisSigner(checksum);
    Signature signature = signer.sign(basis, (int) Math.sqrt(SIZE) & ~7, 3);
    Dialect dialect = signer.dialect(31, "none");
    WireOutput out = new WireOutput(new Forget());
    DeltaSender sender = new DeltaSender(Checksums.of(dialect));
    TokenWriter tokens = TokenWriters.of(dialect, TokenWriters.DEFAULT_LEVEL, out);
    for (int round = 0; round < ROUNDS; round++) {
      System.out.printf(
          "%s: new file %.0f, 100 edits %.0f, nothing matches %.0f MB/s%n",
          checksum,
          speed(sender, Signature.EMPTY, other, tokens),
          speed(sender, signature, edited, tokens),
          speed(sender, signature, other, tokens));
    }
  }

  private static double speed(
      DeltaSender sender, Signature signature, byte[] content, TokenWriter tokens)
      throws IOException {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    DeltaSender.Result result =
        sender.send(
            signature,
            new ByteArrayInputStream(content)::read,
            content.length,
            false,
            tokens,
            ProgressSink.NONE);
    long nanos = threads.getCurrentThreadCpuTime() - before;
    assertThat(result.complete()).isTrue();
    return content.length * 1e3 / nanos;
  }
}
