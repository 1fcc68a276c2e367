package org.jsersync.protocol.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Makes files that Java itself cannot name, by a shell in a directory. */
record Shell(Path directory) {
  /** Runs a script that must succeed; returns what it printed, without the last newline. */
  String run(String script) {
    try {
      Process process =
          new ProcessBuilder("sh", "-ec", script)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new AssertionError(script + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError(script, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(script, e);
    }
  }
}
