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
    try {
      Path directory = Files.createTempDirectory("jsersync-it-" + name + "-");
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
