package org.jsersync.daemon.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Understands one format of configuration files. */
@FunctionalInterface
public interface ConfigReader {
  /** Why a file with bytes in its name that the locale has no characters for cannot be had. */
  String NO_NAME = "its name cannot be written in this locale; set LC_ALL=C.UTF-8";

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
   * Reads of a file's content what one plugin needs that runs alone, {@code -m NAME}.
   *
   * @param plugin one of {@link PluginConfig#NAMES}
   * @return trees without remotes, each with this plugin
   * @throws ConfigException if it cannot be used
   */
  default ParsedConfig parseForPlugin(String file, byte[] content, String plugin)
      throws ConfigException {
    throw new ConfigException(file, null, "-m " + plugin + " needs a confxml.xml");
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be read or used
   */
  default ParsedConfig read(Path file, boolean initialSync) throws ConfigException {
    return parse(file.toString(), content(file), initialSync);
  }

  /**
   * Reads of a file what one plugin needs that runs alone.
   *
   * @throws ConfigException if it cannot be read or used
   */
  default ParsedConfig readForPlugin(Path file, String plugin) throws ConfigException {
    return parseForPlugin(file.toString(), content(file), plugin);
  }

  /**
   * The file of a name from the command line.
   *
   * @throws ConfigException if Java cannot name it in this locale
   */
  static Path file(String name) throws ConfigException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new ConfigException(name, null, NO_NAME, Fault.NO_FILE);
    }
  }

  /** What is in a file. */
  static byte[] content(Path file) throws ConfigException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new ConfigException(file.toString(), null, "larger than " + MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file.toString(), null, "no such file", Fault.NO_FILE);
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(), null, "cannot be read: " + e.getMessage(), Fault.NO_FILE);
    }
  }
}
