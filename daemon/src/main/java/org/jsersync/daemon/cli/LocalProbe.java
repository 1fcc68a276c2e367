package org.jsersync.daemon.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jsersync.daemon.config.FailLogConfig;
import org.jsersync.daemon.config.FullSyncConfig;
import org.jsersync.daemon.faillog.FailLogCheck;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;

/**
 * Looks at what needs nobody else.
 *
 * @param clock by which times are told
 */
record LocalProbe(Clock clock) {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  List<Finding> failLog(FailLogConfig config) {
    FailLogCheck check = new FailLogCheck(config.path());
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(Finding.ok(check.look()));
    } catch (IOException e) {
      return List.of(
          Finding.fails(e.getMessage() + "; what is pending would be kept in memory only"));
    }
    String doubt = check.doubt();
    if (doubt != null) {
      findings.add(Finding.warning(doubt));
    }
    return findings;
  }

  Finding schedule(FullSyncConfig fullSync) {
    Instant now = clock.instant();
    Instant first = fullSync.first(now);
    if (first == null) {
      return Finding.warning("no such time comes within years");
    }
    Duration wait = Duration.between(now, first);
    return Finding.ok(
        "if it started now, the first time on "
            + WHEN.format(first.atZone(clock.getZone()))
            + ", in "
            + Amounts.time(wait));
  }

  Finding password(PasswordSource password) {
    try {
      Arrays.fill(password.read(), (byte) 0);
      return Finding.ok("the password can be read");
    } catch (RsyncException e) {
      return Finding.fails(String.valueOf(e.getMessage()));
    }
  }
}
