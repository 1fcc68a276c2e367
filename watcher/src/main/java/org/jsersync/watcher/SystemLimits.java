package org.jsersync.watcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.jsersync.protocol.file.Libc;
import org.jsersync.protocol.file.PosixException;

/** The kernel's limits on inotify, and the lines that tell a person how to raise them. */
final class SystemLimits {
  private static final Path DIRECTORY = Path.of("/proc/sys/fs/inotify");
  private static final long ENOUGH_WATCHES = 1 << 20;
  private static final long ENOUGH_INSTANCES = 1024;
  private static final long ENOUGH_EVENTS = 1 << 18;

  private SystemLimits() {}

  /** Why there is no further inotify instance. */
  static String noInstance(int errno) {
    if (errno != PosixException.EMFILE) {
      return "inotify_init1 failed: " + Libc.strerror(errno) + " (" + errno + ")";
    }
    return "no further inotify instance for this user (or no further open file for this process):"
        + remedy("max_user_instances", ENOUGH_INSTANCES);
  }

  /** That there are no further watches. */
  static String noWatch() {
    return "the limit of inotify watches is reached, new changes in some directories are not seen:"
        + remedy("max_user_watches", ENOUGH_WATCHES);
  }

  /** That events were lost. */
  static String overflow() {
    return "the kernel's event queue overflowed, the whole tree is compared; if this repeats:"
        + remedy("max_queued_events", ENOUGH_EVENTS);
  }

  private static String remedy(String limit, long enough) {
    long now = read(limit);
    String line = "fs.inotify." + limit + "=" + Math.max(enough, 2 * now);
    return (now < 0 ? "" : " now " + now + ";")
        + " run: sysctl "
        + line
        + " (and keep it: echo "
        + line
        + " > /etc/sysctl.d/90-jsersync.conf)";
  }

  private static long read(String limit) {
    try {
      // Not readString: it asks for one byte first, and the kernel then tells no more.
      return Long.parseLong(Files.readAllLines(DIRECTORY.resolve(limit)).getFirst());
    } catch (IOException | NumberFormatException | NoSuchElementException e) {
      return -1;
    }
  }
}
