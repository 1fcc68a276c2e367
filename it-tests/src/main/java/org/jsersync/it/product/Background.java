package org.jsersync.it.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Processes;
import org.jsersync.it.parts.Scratch;

/** A command that goes on until it is ended; its output is kept, both streams together. */
public final class Background implements AutoCloseable {
  private static final long END_SECONDS = 30;

  private final Path home;
  private final Process process;

  private Background(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  /** Starts the command. */
  public static Background start(Command command) {
    Path home = Scratch.create("background");
    try {
      Process process =
          command
              .builder()
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectErrorStream(true)
              .redirectOutput(home.resolve("output").toFile())
              .start();
      return new Background(home, process);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.builder().command(), e);
    }
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return new String(Files.readAllBytes(home.resolve("output")), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the output", e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The process, for what it costs. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGTERM; returns the exit code. */
  public int terminate() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(
            "still running " + END_SECONDS + " s after SIGTERM; it printed: " + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return process.exitValue();
  }

  /** SIGKILL, to what it started too. */
  public void kill() {
    Processes.kill(process.toHandle());
  }

  @Override
  public void close() {
    kill();
    Scratch.delete(home);
  }
}
