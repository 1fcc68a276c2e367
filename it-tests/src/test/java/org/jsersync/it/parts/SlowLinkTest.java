package org.jsersync.it.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SlowLinkTest {
  /** How early bytes come is tested only: how late, the machine has a say in. */
  @Test
  void everyByteTakesItsTimeAndAllShareTheRate() throws Exception {
    SlowLink link = new SlowLink(Duration.ofMillis(30), 1_000_000);
    long start = System.nanoTime();
    Thread other = Thread.ofPlatform().start(() -> pass(link, 30_000));
    pass(link, 30_000);
    other.join();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(30 + 60));
  }

  private static void pass(SlowLink link, int bytes) {
    byte[] content = new byte[bytes];
    new Random(1).nextBytes(content);
    ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    try {
      link.toDaemon(new ByteArrayInputStream(content), arrived);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    assertThat(arrived.toByteArray()).isEqualTo(content);
  }
}
