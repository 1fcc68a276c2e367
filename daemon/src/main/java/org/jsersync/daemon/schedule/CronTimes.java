package org.jsersync.daemon.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times of a Unix cron expression: {@code minute hour day-of-month month day-of-week}, each
 * {@code *}, a number, a range, a list of them, with steps; months and days of the week also by
 * their English names. As in cron, a day is meant by either of its two fields if both say something
 * other than {@code *}.
 *
 * <p>Where clocks are put forward, what was due in the hour that is left out is due when it would
 * have begun; where they are put back, what is due at certain hours is due once, and what is due
 * every hour goes on.
 */
public final class CronTimes implements Timetable {
  /** Longer than that no leap day is away. */
  private static final int MOST_DAYS = 366 * 9;

  private final String text;
  private final ZoneId zone;
  private final CronField minutes;
  private final CronField hours;
  private final CronField days;
  private final CronField months;
  private final CronField weekdays;

  private CronTimes(String text, List<CronField> fields, ZoneId zone) {
    this.text = text;
    this.zone = zone;
    this.minutes = fields.get(0);
    this.hours = fields.get(1);
    this.days = fields.get(2);
    this.months = fields.get(3);
    this.weekdays = fields.get(4);
  }

  /** Whether a text has the shape of a cron expression: five fields. */
  public static boolean looksLike(String text) {
    return text.strip().split("\\s+").length == CronField.Kind.values().length;
  }

  /**
   * Reads an expression.
   *
   * @param zone whose clocks count
   * @throws IllegalArgumentException saying what is wrong, also if its time never comes
   */
  public static CronTimes parse(String text, ZoneId zone) {
    if (!looksLike(text)) {
      throw new IllegalArgumentException("five fields are needed");
    }
    String[] words = text.strip().split("\\s+");
    CronField.Kind[] kinds = CronField.Kind.values();
    CronField[] fields = new CronField[words.length];
    for (int i = 0; i < words.length; i++) {
      fields[i] = CronField.parse(kinds[i], words[i]);
    }
    CronTimes times = new CronTimes(String.join(" ", words), List.of(fields), zone);
    if (times.next(Instant.EPOCH) == null) {
      throw new IllegalArgumentException("such a day never comes");
    }
    return times;
  }

  @Override
  public @Nullable Instant next(Instant time) {
    // The day before: a time that clocks skipped is due on what may be the next day.
    LocalDate first = LocalDate.ofInstant(time, zone).minusDays(1);
    for (int i = 0; i < MOST_DAYS; i++) {
      LocalDate day = first.plusDays(i);
      Instant found = isDay(day) ? after(time, day) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Instant after(Instant time, LocalDate day) {
    Instant first = null;
    BitSet all = hours.values();
    for (int hour = all.nextSetBit(0); hour >= 0; hour = all.nextSetBit(hour + 1)) {
      BitSet of = minutes.values();
      for (int minute = of.nextSetBit(0); minute >= 0; minute = of.nextSetBit(minute + 1)) {
        for (Instant due : instants(day.atTime(LocalTime.of(hour, minute)))) {
          if (due.isAfter(time) && (first == null || due.isBefore(first))) {
            first = due;
          }
        }
      }
    }
    return first;
  }

  private List<Instant> instants(LocalDateTime local) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      return List.of(rules.getTransition(local).getInstant());
    }
    Instant earlier = local.toInstant(offsets.getFirst());
    return offsets.size() == 1 || !hours.isAny()
        ? List.of(earlier)
        : List.of(earlier, local.toInstant(offsets.getLast()));
  }

  private boolean isDay(LocalDate day) {
    boolean ofMonth = days.values().get(day.getDayOfMonth());
    boolean ofWeek =
        weekdays.values().get(day.getDayOfWeek().getValue() % DayOfWeek.values().length);
    boolean either = !days.isAny() && !weekdays.isAny();
    return months.values().get(day.getMonthValue())
        && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CronTimes times && text.equals(times.text) && zone.equals(times.zone);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The expression. */
  @Override
  public String toString() {
    return text;
  }
}
