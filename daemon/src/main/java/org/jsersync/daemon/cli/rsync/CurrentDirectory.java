package org.jsersync.daemon.cli.rsync;

import java.nio.charset.StandardCharsets;
import org.jsersync.protocol.file.BytePath;

/** Where the process was started. */
public final class CurrentDirectory {
  private CurrentDirectory() {}

  /**
   * Its absolute path. Java decodes the directory's name; where that lost bytes, the kernel's link
   * serves.
   */
  public static BytePath path() {
    String name = System.getProperty("user.dir");
    boolean lost = !StandardCharsets.US_ASCII.newEncoder().canEncode(name);
    return BytePath.of(lost ? "/proc/self/cwd" : name);
  }
}
