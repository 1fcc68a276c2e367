package org.jsersync.daemon.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsersync.watcher.Trigger;

/** The kinds of change by the names that the YAML form has for them: {@code close-write}. */
final class TriggerName {
  private TriggerName() {}

  static String of(Trigger trigger) {
    return trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Trigger> trigger(String name) {
    return Arrays.stream(Trigger.values()).filter(each -> of(each).equals(name)).findAny();
  }

  /** All of them, for people. */
  static String all() {
    return Arrays.stream(Trigger.values()).map(TriggerName::of).collect(Collectors.joining(", "));
  }
}
