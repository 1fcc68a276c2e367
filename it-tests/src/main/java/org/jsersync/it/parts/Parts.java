package org.jsersync.it.parts;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where the programs are that {@code it-tests/parts.sh} fetches. */
public final class Parts {
  private Parts() {}

  /** The directory of what no package manager installs. */
  static Path cache() {
    String parts = System.getenv("JSERSYNC_PARTS");
    if (parts != null) {
      return Path.of(parts);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"));
    return (cache == null ? home.resolve(".cache") : Path.of(cache)).resolve("jsersync-parts");
  }

  /** An installed program's path, looked for in PATH and where Debian keeps daemons. */
  public static Path program(String name) {
    String path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory, name);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw missing(name, "run it-tests/parts.sh");
  }

  /** Whether this process may make devices, change owners and open privileged ports. */
  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** What a test throws that needs root and is run by somebody else. */
  public static void needRoot() {
    if (!isRoot()) {
      throw missing("root", "run the tests as root");
    }
  }

  /**
   * Ends a test whose part is missing: skipped with the part's name, or failed where {@code
   * CI=true}, since there a skip that nobody reads would hide a hole.
   */
  static RuntimeException missing(String part, String remedy) {
    String message = "missing part: " + part + " (" + remedy + ")";
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    return Assumptions.abort(message);
  }
}
