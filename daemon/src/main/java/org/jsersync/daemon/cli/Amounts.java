package org.jsersync.daemon.cli;

import java.time.Duration;
import java.util.Locale;

/** Counts, sizes and times as people read them. */
final class Amounts {
  private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB", "PB"};

  private Amounts() {}

  /** "1 file", "12,345 files". */
  static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  static String files(long number) {
    return count(number, "file", "files");
  }

  /** Three digits or so, in powers of 1000. */
  static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 999.5 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    String format = unit == 0 || size >= 99.95 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, format, size, UNITS[unit]);
  }

  /** "0.3 s", "45 s", "3 min 20 s", "2 h 5 min", "3 d 4 h". */
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds < 86_400
        ? seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min"
        : seconds / 86_400 + " d " + seconds % 86_400 / 3_600 + " h";
  }
}
