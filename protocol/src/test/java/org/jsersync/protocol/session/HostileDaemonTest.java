package org.jsersync.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jsersync.protocol.session.HandshakeTest.GREETING;
import static org.jsersync.protocol.session.HandshakeTest.OK;
import static org.jsersync.protocol.session.HandshakeTest.hex;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jsersync.protocol.RsyncException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends, it ends in a typed failure, in time, and leaves no buffer behind. */
class HostileDaemonTest {
  private static final int ROUNDS = 150;
  private static final Logger LEAKS = Logger.getLogger(ResourceLeakDetector.class.getName());

  private final ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();
  private final Handler leakHandler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          leaks.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };
  private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

  @BeforeEach
  void watchForLeaks() {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    LEAKS.addHandler(leakHandler);
  }

  @AfterEach
  void stopWatching() {
    LEAKS.removeHandler(leakHandler);
    ResourceLeakDetector.setLevel(level);
  }

  /** What is right before it goes wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"", "GREETING", "MODULE", "FLAGS", "SEED"})
  @Timeout(60)
  void randomBytes(String until) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] noise = new byte[random.nextInt(3000)];
      random.nextBytes(noise);
      if (random.nextBoolean()) {
        sprinkle(noise, random);
      }
      try (FakeDaemon daemon = new FakeDaemon(talk -> play(talk, until, noise))) {
        assertThat(session(daemon.port())).as("seed %d, round %d", seed, round).isNotNull();
      }
    }
    assertNoLeaks();
  }

  /** Frames that look right make it further than noise does. */
  private static void sprinkle(byte[] noise, Random random) {
    int[] codes = {0, 1, 2, 3, 22, 33, 42, 86, 100, 101};
    for (int at = 0; at + 4 < noise.length; ) {
      int length = random.nextInt(12);
      noise[at] = (byte) length;
      noise[at + 1] = 0;
      noise[at + 2] = 0;
      noise[at + 3] = (byte) (7 + codes[random.nextInt(codes.length)]);
      at += 4 + length;
    }
  }

  private static void play(FakeDaemon.Talk talk, String until, byte[] noise) throws IOException {
    List<String> stages = List.of("", "GREETING", "MODULE", "FLAGS", "SEED");
    int stage = stages.indexOf(until);
    if (stage >= 1) {
      talk.send(GREETING);
    }
    if (stage >= 2) {
      talk.send(OK);
    }
    if (stage >= 3) {
      talk.send(hex("81 ff 06 78 78 68 31 32 38"));
    }
    if (stage >= 4) {
      talk.send(hex("01 02 03 04"));
    }
    try {
      talk.send(noise);
      talk.socket().shutdownOutput();
      talk.rest();
    } catch (IOException e) {
      // The client left in the middle, as it should.
      talk.socket().close();
    }
  }

  /** Reads until the failure. */
  private static RsyncException session(int port) {
    SessionRequest request = Sessions.request(port, 32, 2, Duration.ofSeconds(5), List.of());
    try (Session session = Sessions.open(request)) {
      while (true) {
        session.out().ndx(session.in().ndx());
      }
    } catch (RsyncException e) {
      return e;
    }
  }

  private void assertNoLeaks() {
    // A leak shows when its buffer was collected and another one is made.
    for (int i = 0; i < 3; i++) {
      System.gc();
      PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
    assertThat(leaks).isEmpty();
  }
}
