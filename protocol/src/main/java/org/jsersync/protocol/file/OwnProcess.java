package org.jsersync.protocol.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells a process of itself, in bytes: Java has but decoded text of it. */
public final class OwnProcess {
  /** The words that it was started with, the program first. */
  public static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  /** The environment that it was started with, {@code NAME=VALUE} each. */
  public static final Path ENVIRONMENT = Path.of("/proc/self/environ");

  private OwnProcess() {}

  /**
   * The words of one of these files; each ends in a NUL.
   *
   * @throws IOException if it cannot be read, as where there is no /proc
   */
  public static List<byte[]> words(Path file) throws IOException {
    return NulText.words(Files.readAllBytes(file));
  }
}
