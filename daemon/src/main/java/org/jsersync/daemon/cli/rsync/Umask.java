package org.jsersync.daemon.cli.rsync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process's umask, which {@code --chmod=+w} leaves out. */
final class Umask {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String LINE = "Umask:";
  private static final int USUAL = 022;

  private Umask() {}

  /** As the kernel tells it; umask(2) only tells it by changing it. */
  static int ofProcess() {
    try {
      for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(LINE)) {
          return Integer.parseInt(line.substring(LINE.length()).strip(), 8);
        }
      }
    } catch (IOException | NumberFormatException _) {
      // Not told: as on most systems.
    }
    return USUAL;
  }
}
