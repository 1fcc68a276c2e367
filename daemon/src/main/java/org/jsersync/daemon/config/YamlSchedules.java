package org.jsersync.daemon.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.jsersync.daemon.schedule.CronTimes;
import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterRulesBuilder;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads what is done again and again: {@code full-sync} of a tree, {@code fail-log} of the whole.
 */
final class YamlSchedules {
  static final Set<String> FULL_SYNC_KEYS = Set.of("every", "cron", "exclude");
  static final Set<String> FAIL_LOG_KEYS = Set.of("path", "every");
  private static final Duration FAIL_LOG_EVERY = Duration.ofMinutes(60);

  private YamlSchedules() {}

  /** Null if nothing is to be compared by schedule. */
  static @Nullable FullSyncConfig fullSync(String file, YamlMap tree, ConfigEntries entries)
      throws ConfigException {
    Node node = tree.node("full-sync");
    if (node == null) {
      return null;
    }
    YamlMap map = YamlMap.of(file, tree.named("full-sync"), node, FULL_SYNC_KEYS);
    if (map.has("every") == map.has("cron")) {
      throw map.error(
          map.at(), tree.named("full-sync") + " needs every or cron, one of them: when it is due");
    }
    FullSyncConfig fullSync = new FullSyncConfig(when(map), excludes(map, entries));
    map.tell(entries, Set.of());
    entries.names(map.at(map.has("cron") ? "cron" : "every"), new Subject.Schedule(fullSync));
    return fullSync;
  }

  private static Timetable when(YamlMap map) throws ConfigException {
    String cron = map.text("cron");
    if (cron == null) {
      return new Timetable.Every(atLeastASecond(map, Duration.ZERO));
    }
    try {
      return CronTimes.parse(cron, ZoneId.systemDefault());
    } catch (IllegalArgumentException e) {
      throw map.error(map.at("cron"), map.named("cron") + ": \"" + cron + "\": " + e.getMessage());
    }
  }

  private static Duration atLeastASecond(YamlMap map, Duration missing) throws ConfigException {
    Duration every = map.duration("every", missing);
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw map.error(map.at("every"), map.named("every") + " must be 1s or more");
    }
    return every;
  }

  private static FilterRules excludes(YamlMap map, ConfigEntries entries) throws ConfigException {
    FilterRulesBuilder rules = FilterRules.builder();
    for (YamlMap.Item item : map.items("exclude")) {
      try {
        rules.exclude(ByteText.encode(item.text()));
        entries.means(map.told("exclude", item), FullSyncConfig.EXCLUDED);
      } catch (FilterSyntaxException e) {
        throw map.error(item.at(), map.named("exclude") + ": " + e.getMessage());
      }
    }
    return rules.build();
  }

  /**
   * Null if nothing is kept.
   *
   * @param workingDirectory absolute; a relative path begins there
   */
  static @Nullable FailLogConfig failLog(
      String file, YamlMap root, BytePath workingDirectory, ConfigEntries entries)
      throws ConfigException {
    Node node = root.node("fail-log");
    if (node == null) {
      return null;
    }
    YamlMap map = YamlMap.of(file, "fail-log", node, FAIL_LOG_KEYS);
    String path = map.required("path", "the file that keeps what could not be delivered");
    Duration every = atLeastASecond(map, FAIL_LOG_EVERY);
    try {
      Path from = Path.of(new String(workingDirectory.toBytes(), StandardCharsets.UTF_8));
      FailLogConfig failLog = new FailLogConfig(from.resolve(path), every);
      map.tell(entries, Set.of());
      entries.names(map.at("path"), new Subject.FailLog(failLog));
      return failLog;
    } catch (InvalidPathException e) {
      throw map.error(map.at("path"), map.named("path") + ": " + ConfigReader.NO_NAME);
    }
  }
}
