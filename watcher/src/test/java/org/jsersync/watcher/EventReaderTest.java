package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventReaderTest {
  @Test
  void aReaderThatFailsSaysThatEventsAreMissing() throws InterruptedException {
    Handover handover = new Handover(4);
    List<Throwable> thrown = new ArrayList<>();
    Thread reader =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((t, e) -> thrown.add(e))
            .start(
                new EventReader(
                    buffer -> {
                      throw new OutOfMemoryError("no more");
                    },
                    handover));

    assertThat(handover.take(TimeUnit.MINUTES.toNanos(1))).isEqualTo(Events.overflow());
    handover.close();
    reader.join();
    assertThat(thrown).isNotEmpty().allMatch(OutOfMemoryError.class::isInstance);
  }
}
