package org.jsersync.watcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Does to files what Java cannot, by a shell in a directory. */
record Shell(Path directory) {
  /** Runs a script that must succeed; returns what it printed. */
  String run(String script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-ec", script)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new AssertionError(script + ": " + output);
    }
    return output;
  }
}
