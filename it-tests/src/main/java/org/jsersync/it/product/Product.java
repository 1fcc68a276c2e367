package org.jsersync.it.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsersync.it.parts.Command;

/** The product's commands, started from this checkout. */
public final class Product {
  private Product() {}

  /** {@code bin/jrsync} with these words. */
  public static Command jrsync(Object... words) {
    return command("jrsync", words);
  }

  /** {@code bin/jsersync} with these words. */
  public static Command jsersync(Object... words) {
    return command("jsersync", words);
  }

  /** {@code bin/jsersync} by the name sersync2: a symlink in a directory. */
  public static Path sersync2(Path directory) {
    try {
      return Files.createSymbolicLink(
          directory.resolve("sersync2"), checkout().resolve("bin").resolve("jsersync"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a link in " + directory, e);
    }
  }

  /** Any program with the environment that the product's commands need. */
  public static Command onThisJdk(Object... words) {
    // The commands run on the JDK that runs the tests.
    return Command.of(words).env("JAVA_HOME", System.getProperty("java.home"));
  }

  private static Command command(String name, Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = checkout().resolve("bin").resolve(name);
    System.arraycopy(words, 0, all, 1, words.length);
    return onThisJdk(all);
  }

  /** The checkout's top directory: the one above this module. */
  public static Path checkout() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("bin"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("no checkout above " + Path.of("").toAbsolutePath());
      }
    }
    return directory;
  }
}
