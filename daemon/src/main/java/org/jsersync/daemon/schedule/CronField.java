package org.jsersync.daemon.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression.
 *
 * @param values that it names; Sunday is 0
 * @param isAny whether it begins with {@code *}, and so asks for nothing in particular
 */
record CronField(BitSet values, boolean isAny) {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> WEEKDAYS =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  /** Which one, in the order they stand. */
  enum Kind {
    MINUTE(0, 59, List.of()),
    HOUR(0, 23, List.of()),
    DAY(1, 31, List.of()),
    MONTH(1, 12, MONTHS),
    WEEKDAY(0, 7, WEEKDAYS);

    private final int least;
    private final int most;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    Kind(int least, int most, List<String> names) {
      this.least = least;
      this.most = most;
      this.names = names;
    }

    private int value(String word) {
      int name = names.indexOf(word);
      if (name >= 0) {
        return name + least;
      }
      if (word.matches("[0-9]{1,3}")) {
        int number = Integer.parseInt(word);
        if (number >= least && number <= most) {
          return number;
        }
      }
      throw wrong(word);
    }

    private IllegalArgumentException wrong(String word) {
      String what = name().toLowerCase(Locale.ROOT);
      return new IllegalArgumentException(
          "\"" + word + "\" is no " + what + " from " + least + " to " + most);
    }
  }

  /**
   * Reads a field.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static CronField parse(Kind kind, String text) {
    BitSet values = new BitSet();
    for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
      add(values, kind, part);
    }
    if (kind == Kind.WEEKDAY && values.get(kind.most)) {
      // Sunday has two numbers.
      values.clear(kind.most);
      values.set(0);
    }
    return new CronField(values, text.startsWith("*"));
  }

  private static void add(BitSet values, Kind kind, String part) {
    String[] stepped = part.split("/", -1);
    String[] range = stepped[0].split("-", -1);
    if (stepped.length > 2 || range.length > 2) {
      throw kind.wrong(part);
    }
    boolean any = stepped[0].equals("*");
    int from = any ? kind.least : kind.value(range[0]);
    int to = any ? kind.most : range.length == 2 ? kind.value(range[1]) : from;
    int step = 1;
    if (stepped.length == 2) {
      if (!stepped[1].matches("[1-9][0-9]{0,2}")) {
        throw kind.wrong(part);
      }
      step = Integer.parseInt(stepped[1]);
      // "5/15" begins at 5 and goes on to the end.
      to = !any && range.length == 1 ? kind.most : to;
    }
    if (to < from) {
      throw kind.wrong(part);
    }
    for (int value = from; value <= to; value += step) {
      values.set(value);
    }
  }
}
