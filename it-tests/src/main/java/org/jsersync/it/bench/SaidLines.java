package org.jsersync.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Processes;

/** A command that goes on until it is closed, and the lines that it prints, each with its time. */
final class SaidLines implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final Process process;
  private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

  private record Line(String text, long said) {}

  private SaidLines(Process process) {
    this.process = process;
  }

  /** Starts the command. */
  static SaidLines start(Command command) {
    try {
      Process process = command.builder().redirectErrorStream(true).start();
      SaidLines said = new SaidLines(process);
      Thread.ofPlatform().daemon().name("said lines").start(said::read);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.builder().command(), e);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        lines.add(new Line(text, System.nanoTime()));
      }
    } catch (IOException e) {
      // It was ended while it was read from.
    }
  }

  /**
   * When a line with these words was said, which is waited for, by {@link System#nanoTime}; lines
   * before it are forgotten.
   *
   * @param notBefore lines that were said earlier do not count
   */
  long await(String words, long notBefore) {
    StringBuilder others = new StringBuilder();
    try {
      while (true) {
        Line line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
          throw new IllegalStateException("nobody said \"" + words + "\", but:\n" + others);
        }
        if (line.said - notBefore >= 0 && line.text.contains(words)) {
          return line.said;
        }
        others.append(line.text).append('\n');
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    Processes.kill(process.toHandle());
  }
}
