package org.jsersync.daemon.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** sd_notify(3). */
@Timeout(60)
class SystemdTest {
  private static final String READY = "READY=1\nMAINPID=" + ProcessHandle.current().pid();

  @TempDir private Path dir = Path.of("");
  private final List<String> complaints = new ArrayList<>();

  private Supervisor at(String address, String... watchdog) {
    Map<String, String> environment =
        watchdog.length == 0
            ? Map.of("NOTIFY_SOCKET", address)
            : Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", watchdog[0]);
    return Systemd.of(environment, complaints::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "@abstract"})
  void itHearsOfReadinessAndOfTheEnd(String kind) throws Exception {
    String address =
        kind.equals("path")
            ? dir.resolve("notify").toString()
            : "@jsersync-test-" + ProcessHandle.current().pid();
    try (DatagramFixture systemd = DatagramFixture.bind(address)) {
      Supervisor supervisor = at(address);
      supervisor.ready(() -> true);
      assertThat(systemd.receive()).isEqualTo(READY);
      supervisor.stopping();
      assertThat(systemd.receive()).isEqualTo("STOPPING=1");
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void theWatchdogHearsAsLongAsTheWorkGoesOn() throws Exception {
    String address = dir.resolve("notify").toString();
    try (DatagramFixture systemd = DatagramFixture.bind(address)) {
      AtomicBoolean asked = new AtomicBoolean();
      at(address, "20000").ready(() -> !asked.getAndSet(true));
      assertThat(systemd.receive()).isEqualTo(READY);
      assertThat(systemd.receive()).isEqualTo("WATCHDOG=1");
      ((Systemd) at(address)).beat(() -> false);
      at(address).stopping();
      assertThat(systemd.receive()).isEqualTo("STOPPING=1");
    }
  }

  @Test
  void theWatchdogMayBeForAnotherProcess() {
    assertThat(Systemd.watchdog(Map.of("WATCHDOG_USEC", "30000000"), 7)).isEqualTo(30_000_000);
    assertThat(Systemd.watchdog(Map.of("WATCHDOG_USEC", "30", "WATCHDOG_PID", "7"), 7))
        .isEqualTo(30);
    assertThat(Systemd.watchdog(Map.of("WATCHDOG_USEC", "30", "WATCHDOG_PID", "8"), 7)).isZero();
    assertThat(Systemd.watchdog(Map.of("WATCHDOG_USEC", "soon"), 7)).isZero();
    assertThat(Systemd.watchdog(Map.of(), 7)).isZero();
  }

  @Test
  void nobodyIsToldWhereNobodyIs() {
    assertThat(Systemd.of(Map.of(), complaints::add)).isSameAs(Supervisor.NONE);
    assertThat(at("vsock:2:1")).isSameAs(Supervisor.NONE);
    at(dir.resolve("nobody").toString()).ready(() -> true);
    assertThat(complaints)
        .containsExactly("systemd was not told READY=1: sendto: No such file or directory");
  }
}
