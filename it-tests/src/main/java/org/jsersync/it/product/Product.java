package org.jsersync.it.product;

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

  private static Command command(String name, Object... words) {
    Object[] all = new Object[words.length + 1];
    all[0] = checkout().resolve("bin").resolve(name);
    System.arraycopy(words, 0, all, 1, words.length);
    // The commands run on the JDK that runs the tests.
    return Command.of(all).env("JAVA_HOME", System.getProperty("java.home"));
  }

  /** The checkout's top directory: the one above this module. */
  private static Path checkout() {
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
