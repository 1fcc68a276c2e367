package org.jsersync.it.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jsersync.it.parts.Command;

/**
 * What a command cost.
 *
 * @param nanos from start to exit
 * @param cpuSeconds user and system, of the process itself, but for its last moments
 * @param peakKilobytes the most memory that it held at once
 * @param output what it printed
 */
record Measured(long nanos, double cpuSeconds, long peakKilobytes, String output) {
  private static final long LOOK_MILLIS = 20;

  /** Runs a command, which must succeed. */
  static Measured run(Command command) {
    try {
      Path output = Files.createTempFile("jsersync-it-output", null);
      try {
        long start = System.nanoTime();
        Process process =
            command.builder().redirectErrorStream(true).redirectOutput(output.toFile()).start();
        double cpu = 0;
        long peak = 0;
        while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          cpu = Math.max(cpu, Cpu.ownSeconds(process.toHandle()));
          peak = Math.max(peak, peak(process.pid()));
        }
        long nanos = System.nanoTime() - start;
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
          throw new IllegalStateException(
              command.builder().command() + ": exit code " + process.exitValue() + "\n" + text);
        }
        return new Measured(nanos, cpu, peak, text);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command.builder().command(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The kernel's "high water mark" of resident memory, KB. */
  private static long peak(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException e) {
      // It has just ended.
    }
    return 0;
  }
}
