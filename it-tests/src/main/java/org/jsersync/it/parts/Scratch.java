package org.jsersync.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Scratch directories that daemons running as another user can reach. */
public final class Scratch {
  private Scratch() {}

  /** A new directory, mode 755, below {@code java.io.tmpdir}. */
  public static Path create(String name) {
    return create(name, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * The same on a file system that keeps large extended attributes, of 10 KB: ext4 has room for few
   * KB, memory for all.
   */
  public static Path roomy(String name) {
    for (String parent : new String[] {System.getProperty("java.io.tmpdir"), "/dev/shm"}) {
      Path directory = create(name, Path.of(parent));
      String probe =
          "setfattr -n user.probe -v $(printf 'x%.0s' $(seq 10000)) .; setfattr -x user.probe .";
      if (Command.script(directory, probe).run().exit() == 0) {
        return directory;
      }
      delete(directory);
    }
    throw Parts.missing("extended attributes of 10 KB", "mount a tmpfs on /dev/shm, Linux 6.6");
  }

  private static Path create(String name, Path parent) {
    try {
      Path directory = Files.createTempDirectory(parent, "jsersync-it-" + name + "-");
      return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a scratch directory", e);
    }
  }

  /** Removes a directory with all it holds, whatever its names are. */
  public static void delete(Path directory) {
    try {
      new ProcessBuilder("rm", "-rf", directory.toString()).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
