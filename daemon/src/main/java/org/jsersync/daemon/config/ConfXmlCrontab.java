package org.jsersync.daemon.config;

import java.time.Duration;
import java.time.ZoneId;
import org.jsersync.daemon.schedule.CronTimes;
import org.jsersync.daemon.schedule.Timetable;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterRulesBuilder;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <crontab>} with its {@code <crontabfilter>} (06-sersync, section 9). Besides minutes
 * it takes the five fields of cron.
 */
final class ConfXmlCrontab {
  private static final String DEFAULT_MINUTES = "600";

  private final ConfXmlValues values;

  ConfXmlCrontab(ConfXmlValues values) {
    this.values = values;
  }

  /** Null if nothing is to be done by schedule. */
  @Nullable FullSyncConfig read() throws ConfigException {
    FilterRules excludes = excludes();
    if (!values.on(KnownElement.CRONTAB)) {
      return null;
    }
    Timetable when = when();
    if (when != null && values.on(KnownElement.FILTER) && !values.on(KnownElement.CRONTAB_FILTER)) {
      values.note(
          place("start"),
          "crontab stays on: what <filter> excludes is left alone by it too, though <crontabfilter>"
              + " is off; sersync would have switched it off");
    }
    XmlElement element = values.element(KnownElement.CRONTAB);
    if (when == null || element == null) {
      return null;
    }
    FullSyncConfig fullSync = new FullSyncConfig(when, excludes);
    values.entries().names(element.at(), new Subject.Schedule(fullSync));
    return fullSync;
  }

  private @Nullable Timetable when() throws ConfigException {
    String text = values.text(KnownElement.CRONTAB, "schedule", DEFAULT_MINUTES).strip();
    if (text.matches("0*[1-9][0-9]{0,6}")) {
      return new Timetable.Every(Duration.ofMinutes(Integer.parseInt(text)));
    }
    if (CronTimes.looksLike(text)) {
      try {
        return CronTimes.parse(text, ZoneId.systemDefault());
      } catch (IllegalArgumentException e) {
        throw values.error(
            place("schedule"), "schedule=\"" + text + "\" as a cron expression: " + e.getMessage());
      }
    }
    XmlElement element = values.element(KnownElement.CRONTAB);
    if (element != null) {
      values.entries().idle(element.at(), "never runs");
    }
    values.note(
        place("schedule"),
        "crontab never runs, as with sersync: schedule=\""
            + text
            + "\" is neither a number of minutes from 1 on nor a cron expression, such as \"30 2 *"
            + " * *\"");
    return null;
  }

  private FilterRules excludes() throws ConfigException {
    FilterRulesBuilder rules = FilterRules.builder();
    boolean on = values.on(KnownElement.CRONTAB_FILTER);
    for (XmlElement element :
        values.elements(KnownElement.CRONTAB_FILTER, KnownElement.CRONTAB_EXCLUDE)) {
      XmlElement.Attribute expression = element.attribute("expression");
      if (on && expression != null) {
        try {
          rules.exclude(ByteText.encode(expression.value()));
          values.entries().means(element.at(), FullSyncConfig.EXCLUDED);
        } catch (FilterSyntaxException e) {
          throw values.error(expression.at(), String.valueOf(e.getMessage()));
        }
      }
    }
    rules.warnings().forEach(warning -> values.note(place("start"), warning));
    return rules.build();
  }

  private @Nullable Position place(String attribute) {
    XmlElement element = values.element(KnownElement.CRONTAB);
    XmlElement.Attribute found = element == null ? null : element.attribute(attribute);
    return found == null ? null : found.at();
  }
}
