package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsersync.it.parts.Command;

/**
 * What a JVM holds at one moment.
 *
 * @param residentKilobytes memory that the kernel counts
 * @param heapKilobytes live objects: what is left after a full collection
 * @param threads platform threads
 * @param descriptors open files and sockets
 */
record Footprint(long residentKilobytes, long heapKilobytes, long threads, long descriptors) {
  private static final Pattern USED =
      Pattern.compile("(?:DefNew|def new|Tenured|tenured).*used (\\d+)K");

  /** Looks at a JVM with the serial collector. */
  static Footprint of(ProcessHandle jvm) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Command.of(jcmd, jvm.pid(), "GC.run").succeed();
    Matcher used = USED.matcher(Command.of(jcmd, jvm.pid(), "GC.heap_info").succeed().outText());
    long heap = 0;
    while (used.find()) {
      heap += Long.parseLong(used.group(1));
    }
    Path proc = Path.of("/proc/" + jvm.pid());
    try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
      return new Footprint(
          status(proc, "VmRSS"), heap, status(proc, "Threads"), descriptors.count());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + jvm, e);
    }
  }

  private static long status(Path proc, String key) throws IOException {
    for (String line : Files.readAllLines(proc.resolve("status"))) {
      if (line.startsWith(key + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IllegalStateException("no " + key + " in " + proc);
  }
}
