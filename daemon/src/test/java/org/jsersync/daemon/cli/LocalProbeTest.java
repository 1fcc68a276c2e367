package org.jsersync.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jsersync.daemon.cli.Finding.Verdict;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.daemon.config.FailLogConfig;
import org.jsersync.daemon.config.FullSyncConfig;
import org.jsersync.daemon.config.YamlConfig;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.file.BytePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProbeTest {
  @TempDir private Path dir;

  private static LocalProbe probe(ZoneId zone) {
    return new LocalProbe(Clock.fixed(Instant.parse("2026-11-25T15:01:00Z"), zone));
  }

  private final LocalProbe probe = probe(ZoneId.of("UTC"));

  private static FullSyncConfig fullSync(String when) throws Exception {
    String yaml = "trees: {path: /d, remotes: 'h::m', full-sync: {" + when + "}}";
    YamlConfig reader =
        new YamlConfig(
            _ -> new CommonParams.Given(PushOptions.archive(), 0, null),
            BytePath.of("/"),
            Map.of());
    FullSyncConfig config =
        reader
            .parse("c.yaml", yaml.getBytes(StandardCharsets.UTF_8), false)
            .config()
            .trees()
            .getFirst()
            .fullSync();
    return Objects.requireNonNull(config);
  }

  @Test
  void aScheduleSaysWhenItRunsFirst() throws Exception {
    assertThat(probe.schedule(fullSync("every: 10h")))
        .isEqualTo(
            Finding.ok("if it started now, the first time on 2026-11-26 01:01, in 10 h 0 min"));
    ZoneId zone = ZoneId.systemDefault();
    assertThat(probe(zone).schedule(fullSync("cron: '30 2 * * *'")).text())
        .startsWith("if it started now, the first time on 2026-11-2")
        .contains(" 02:30, in ");
  }

  @Test
  void aFailLogInTmpIsAWarning() {
    Path log = dir.resolve("log");
    assertThat(probe.failLog(new FailLogConfig(log, Duration.ofMinutes(1))))
        .extracting(Finding::verdict)
        .startsWith(Verdict.OK);
    assertThat(probe.failLog(new FailLogConfig(Path.of("/tmp/none"), Duration.ofMinutes(1))))
        .extracting(Finding::verdict)
        .containsExactly(Verdict.OK, Verdict.WARNING);
    assertThat(probe.failLog(new FailLogConfig(dir, Duration.ofMinutes(1))))
        .containsExactly(
            Finding.fails(
                dir + " is no regular file; what is pending would be kept in memory only"));
  }

  @Test
  void aPasswordIsReadAndNotShown() throws Exception {
    Path file = Files.writeString(dir.resolve("pw"), "hush\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(probe.password(PasswordSource.file(file)))
        .isEqualTo(Finding.ok("the password can be read"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(probe.password(PasswordSource.file(file)).verdict()).isEqualTo(Verdict.FAILS);
  }
}
