package org.jsersync.daemon.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Understands one format of configuration files. */
@FunctionalInterface
public interface ConfigReader {
  /** The largest file that can be a configuration, bytes. */
  int MAX_BYTES = 16 << 20;

  /**
   * Reads a file's content.
   *
   * @param file its name, for messages
   * @param initialSync whether the command line asks for a comparison of everything at the start
   * @throws ConfigException if it cannot be used
   */
  ParsedConfig parse(String file, byte[] content, boolean initialSync) throws ConfigException;

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be read or used
   */
  default ParsedConfig read(Path file, boolean initialSync) throws ConfigException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file.toString(), null, "larger than " + MAX_BYTES + " bytes");
      }
      return parse(file.toString(), Files.readAllBytes(file), initialSync);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file.toString(), null, "no such file");
    } catch (IOException e) {
      throw new ConfigException(file.toString(), null, "cannot be read: " + e.getMessage());
    }
  }
}
