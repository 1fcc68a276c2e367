package org.jsersync.daemon.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;

class GuardedListenerTest {
  private final List<Throwable> thrown = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  @Test
  void whatAListenerThrowsIsTheHandlersAndNotTheEngines() throws InterruptedException {
    MirrorListener listener =
        GuardedListener.of(
            new MirrorListener() {
              @Override
              public void notice(BytePath root, String text) {
                told.add(text);
                throw new AssertionError(text);
              }
            });
    Thread thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((t, e) -> thrown.add(e))
            .start(
                () -> {
                  listener.notice(BytePath.ROOT, "a");
                  listener.started(BytePath.ROOT, 1);
                  listener.notice(BytePath.ROOT, "b");
                });
    thread.join();

    assertThat(told).containsExactly("a", "b");
    assertThat(thrown).extracting(Throwable::getMessage).containsExactly("a", "b");
  }
}
