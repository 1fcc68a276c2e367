package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopSignalTest {
  @Test
  void theFirstAsksTheSecondInsists() throws Exception {
    AtomicInteger insisted = new AtomicInteger();
    StopSignal signal = new StopSignal(insisted::incrementAndGet);
    signal.raise();
    signal.await();
    assertThat(insisted).hasValue(0);
    signal.raise();
    assertThat(insisted).hasValue(1);
  }

  @Test
  void theProcesssOwnSignalsCount() throws Exception {
    CountDownLatch insisted = new CountDownLatch(1);
    StopSignal signal = new StopSignal(insisted::countDown).listen(false);
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-TERM", self).start().waitFor()).isZero();
    signal.await();
    assertThat(new ProcessBuilder("kill", "-INT", self).start().waitFor()).isZero();
    assertThat(insisted.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
