package org.jsersync.daemon.service;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * systemd's notification protocol (sd_notify(3)): says when everything stands and when the end
 * begins, and, with a watchdog, twice in its time that the work goes on. That is asked of the work
 * itself: if it says no, or does not answer, the watchdog hears nothing, and systemd does what the
 * unit says.
 */
public final class Systemd implements Supervisor {
  private final NotifySocket socket;
  private final long watchdogMicros;
  private final Consumer<String> complaints;

  private Systemd(NotifySocket socket, long watchdogMicros, Consumer<String> complaints) {
    this.socket = socket;
    this.watchdogMicros = watchdogMicros;
    this.complaints = complaints;
  }

  /**
   * systemd as it shows in the environment; {@link Supervisor#NONE} if it does not.
   *
   * @param complaints hears, in one line, why it could not be told something
   */
  public static Supervisor of(Map<String, String> environment, Consumer<String> complaints) {
    NotifySocket socket = NotifySocket.of(environment.getOrDefault("NOTIFY_SOCKET", ""));
    return socket == null
        ? NONE
        : new Systemd(socket, watchdog(environment, ProcessHandle.current().pid()), complaints);
  }

  /** Microseconds; 0 if there is no watchdog, or it is for another process. */
  static long watchdog(Map<String, String> environment, long pid) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String whose = environment.get("WATCHDOG_PID");
    boolean ours = whose == null || whose.equals(Long.toString(pid));
    return ours && micros.matches("[0-9]{1,18}") ? Long.parseLong(micros) : 0;
  }

  @Override
  public void ready(BooleanSupplier alive) {
    tell("READY=1\nMAINPID=" + ProcessHandle.current().pid());
    if (watchdogMicros > 0) {
      long period = Math.max(1, watchdogMicros / 2);
      // Its thread is a daemon and goes on until the process ends.
      ScheduledThreadPoolExecutor timer =
          new ScheduledThreadPoolExecutor(
              1, Thread.ofPlatform().daemon().name("systemd-watchdog").factory());
      var _ = timer.scheduleAtFixedRate(() -> beat(alive), 0, period, TimeUnit.MICROSECONDS);
    }
  }

  /** One look at the work. */
  void beat(BooleanSupplier alive) {
    if (alive.getAsBoolean()) {
      tell("WATCHDOG=1");
    }
  }

  @Override
  public void stopping() {
    tell("STOPPING=1");
  }

  private void tell(String message) {
    try {
      socket.send(message);
    } catch (IOException e) {
      complaints.accept(
          "systemd was not told " + message.lines().findFirst().orElse("") + ": " + e.getMessage());
    }
  }
}
