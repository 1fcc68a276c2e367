package org.jsersync.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** CPU time of a process, what it has started, and what it has waited for; from /proc. */
final class Cpu {
  /** Linux tells times in hundredths of a second, whatever the kernel's tick is. */
  private static final double TICKS_PER_SECOND = 100;

  private Cpu() {}

  /** Seconds so far, user and system. */
  static double seconds(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).mapToLong(Cpu::ticks).sum()
        / TICKS_PER_SECOND;
  }

  /** The same without what it has started and not yet waited for, which takes a long look. */
  static double ownSeconds(ProcessHandle process) {
    return ticks(process) / TICKS_PER_SECOND;
  }

  private static long ticks(ProcessHandle process) {
    try {
      String stat =
          new String(
              Files.readAllBytes(Path.of("/proc/" + process.pid() + "/stat")),
              StandardCharsets.ISO_8859_1);
      // After "pid (name) ": state is field 3; utime, stime, cutime, cstime are 14 to 17.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long sum = 0;
      for (int field = 14; field <= 17; field++) {
        sum += Long.parseLong(fields[field - 3]);
      }
      return sum;
    } catch (IOException e) {
      return 0; // It ended in between; its parent tells its time.
    }
  }
}
