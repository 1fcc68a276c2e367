package org.jsersync.daemon.schedule;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something at the times of a timetable, on a thread of its own, until it is closed. */
public final class Alarm implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Timetable times;
  private final Runnable ring;
  private final Thread thread;

  /**
   * An alarm that is not set yet.
   *
   * @param name the thread's
   * @param ring must be quick
   */
  public Alarm(String name, Timetable times, Runnable ring) {
    this.times = times;
    this.ring = ring;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /** Sets it: time begins to count. */
  public void start() {
    thread.start();
  }

  private void run() {
    Rings rings = new Rings(times, InstantSource.system(), System::nanoTime);
    try {
      for (long wait = rings.ask(); !closed.await(wait, TimeUnit.NANOSECONDS); wait = rings.ask()) {
        if (wait == 0) {
          ring.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** It does not ring any more; a call under way goes on. */
  @Override
  public void close() {
    closed.countDown();
  }
}
