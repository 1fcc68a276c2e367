package org.jsersync.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsersync.protocol.PushListener.Item;
import org.jsersync.protocol.PushStats.Kinds;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/** What several sessions came to that share the work of one. Used by one thread at a time. */
final class MergedReport {
  private final Set<BytePath> confirmed = new HashSet<>();
  private final Map<BytePath, String> failed = new HashMap<>();
  private final Set<BytePath> vanished = new HashSet<>();
  private final Set<BytePath> changing = new HashSet<>();
  private final List<Item> items = new ArrayList<>();
  private @Nullable RsyncException failure;
  private @Nullable PushStats stats;
  private int exitCode;

  /** A session that listed again what others did. */
  void addAgain(PushReport report) {
    add(report, report.stats().files());
  }

  /**
   * One more session.
   *
   * @param again directories that it listed and another one, too
   */
  void add(PushReport report, int again) {
    add(report, new Kinds(0, again, 0, 0, 0));
  }

  private void add(PushReport report, Kinds again) {
    if (failure == null) {
      failure = report.failure();
    }
    if (exitCode == 0 || (report.exitCode() != 0 && report.exitCode() < exitCode)) {
      // 23, something failed, weighs more than 24, something vanished.
      exitCode = report.exitCode();
    }
    confirmed.addAll(report.confirmed());
    failed.putAll(report.failed());
    vanished.addAll(report.vanished());
    changing.addAll(report.changing());
    items.addAll(report.items());
    PushStats part = report.stats().withFiles(report.stats().files().minus(again));
    stats = stats == null ? part : stats.plus(part);
  }

  @Nullable RsyncException failure() {
    return failure;
  }

  /**
   * All of it as one.
   *
   * @throws IllegalStateException if there was no session
   */
  PushReport report() {
    if (stats == null) {
      throw new IllegalStateException("no session was held");
    }
    return new PushReport(
        failure,
        failure == null ? exitCode : failure.exitCode(),
        confirmed,
        failed,
        vanished,
        changing,
        Set.of(),
        List.copyOf(items),
        stats);
  }
}
