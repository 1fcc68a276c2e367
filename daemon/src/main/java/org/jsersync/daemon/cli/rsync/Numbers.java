package org.jsersync.daemon.cli.rsync;

import java.util.Locale;

/**
 * Numbers as rsync prints them (04-options, section 5.6).
 *
 * @param level 0 = digits, 1 = with separators, 2 = units of 1000, 3 = units of 1024
 */
record Numbers(int level) {
  private static final String UNITS = "KMGTP";

  /** A size. */
  String of(long number) {
    return level < 2 || number < base() ? count(number) : scaled((double) number);
  }

  /** A number with two decimals. */
  String of(double number) {
    return level < 2 || number < base() ? ratio(number) : scaled(number);
  }

  /** A count, which never gets a unit. */
  String count(long number) {
    return level == 0 ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
  }

  /** A ratio, likewise. */
  String ratio(double number) {
    return String.format(Locale.ROOT, level == 0 ? "%.2f" : "%,.2f", number);
  }

  private String scaled(double number) {
    double scaled = number / base();
    int unit = 0;
    while (scaled >= base() && unit < UNITS.length() - 1) {
      scaled /= base();
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f%c", scaled, UNITS.charAt(unit));
  }

  private int base() {
    return level >= 3 ? 1024 : 1000;
  }
}
