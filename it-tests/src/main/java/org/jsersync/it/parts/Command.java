package org.jsersync.it.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that is run to its end, with its output kept as bytes. */
public final class Command {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final List<String> words;
  private final Map<String, String> environment = new TreeMap<>();
  private @Nullable Path directory;
  private byte[] input = {};

  private Command(List<String> words) {
    this.words = words;
  }

  /** A command of these words; each is turned to text and passed as one argument. */
  public static Command of(Object... words) {
    List<String> texts = new ArrayList<>();
    for (Object word : words) {
      if (word instanceof Iterable<?> several && !(word instanceof Path)) {
        several.forEach(one -> texts.add(one.toString()));
      } else {
        texts.add(word.toString());
      }
    }
    return new Command(texts);
  }

  /**
   * A shell script, run in a directory; for names that no Java string can carry to the kernel:
   * {@code touch "$(printf '\377')"}.
   */
  public static Command script(Path directory, String script) {
    return of("bash", "-eu").in(directory).input(script.getBytes(StandardCharsets.UTF_8));
  }

  /** The working directory. */
  public Command in(Path where) {
    this.directory = where;
    return this;
  }

  /** One more environment variable. */
  public Command env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** What it reads from its standard input. */
  public Command input(byte[] bytes) {
    this.input = bytes.clone();
    return this;
  }

  /** Runs it and fails unless it exits 0. */
  public Outcome succeed() {
    Outcome outcome = run();
    if (outcome.exit() != 0) {
      throw new AssertionError(outcome.toString());
    }
    return outcome;
  }

  /** Runs it to its end; one that takes more than five minutes is killed, and fails. */
  public Outcome run() {
    try {
      return finish();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + words, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    }
  }

  private Outcome finish() throws IOException, InterruptedException {
    Path files = Files.createTempDirectory("jsersync-it-command");
    try {
      Path in = Files.write(files.resolve("in"), input);
      Path out = files.resolve("out");
      Path err = files.resolve("err");
      Process process =
          builder()
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError("still running after " + LIMIT + ": " + words);
        }
      } finally {
        Processes.kill(process.toHandle());
      }
      return new Outcome(
          words, process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
    } finally {
      Scratch.delete(files);
    }
  }

  /** The process as it would be started, for one that outlives the call. */
  public ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    Path where = directory;
    if (where != null) {
      builder.directory(where.toFile());
    }
    return builder;
  }

  /** How a command ended: exit code and output. */
  public record Outcome(List<String> words, int exit, byte[] out, byte[] err) {
    /** Standard output as UTF-8 text. */
    public String outText() {
      return new String(out, StandardCharsets.UTF_8);
    }

    /** Standard error as UTF-8 text. */
    public String errText() {
      return new String(err, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return String.join(" ", words)
          + "\nexit code "
          + exit
          + "\nstdout: "
          + head(outText())
          + "\nstderr: "
          + head(errText());
    }

    private static String head(String text) {
      return text.length() <= 4000 ? text : text.substring(0, 4000) + " …";
    }
  }
}
