package org.jsersync.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final List<Throwable> thrown = new ArrayList<>();
  private final Recorder told = new Recorder();
  private boolean failing = true;

  @Test
  void whatASinkDidNotTakeItIsToldAsAComparison() throws InterruptedException {
    Thread thread =
        Thread.ofPlatform().uncaughtExceptionHandler((t, e) -> thrown.add(e)).start(this::tell);
    thread.join();

    assertThat(thrown).hasSize(1);
    assertThat(told.until(new Change.Content(BytePath.of("g"))))
        .containsExactly(new Change.Tree(BytePath.ROOT), new Change.Content(BytePath.of("g")));
  }

  private void tell() {
    Outbox outbox = new Outbox(new Sink());
    outbox.change(new Change.Content(BytePath.of("f")));
    outbox.flush();
    failing = false;
    outbox.change(new Change.Content(BytePath.of("g")));
    outbox.flush();
  }

  private final class Sink implements ChangeSink {
    @Override
    public void changes(List<Change> changes) {
      if (failing) {
        throw new IllegalStateException("not now");
      }
      told.changes(changes);
    }

    @Override
    public void notice(WatchNotice notice) {}
  }
}
