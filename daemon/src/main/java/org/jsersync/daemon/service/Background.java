package org.jsersync.daemon.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * sersync's {@code -d} (06-sersync, section 2.2). A JVM cannot fork, so the process starts itself
 * once more, with the same command line, in a session of its own; it waits until that one says that
 * everything stands, or has ended, and tells its caller by its own exit code. Standard streams,
 * directory, umask and whatever else the caller had open stay as they are (a lock of flock(1) goes
 * on with the process); sersync's umask of 0 is not taken over, for whatever a plugin's command
 * writes would be open to everybody.
 */
public final class Background implements Supervisor {
  /** Names the process that waits, so that nobody else who inherits it is taken for its child. */
  private static final String MARK = "JSERSYNC_BACKGROUND";

  /** Where the process in the background tells that everything stands. */
  private static final int REPORT = 3;

  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Path ENVIRONMENT = Path.of("/proc/self/environ");

  /** The program that runs this, even if its file has another name by now. */
  private static final String ITSELF = "/proc/self/exe";

  private final boolean entered;
  private boolean reported;

  private Background(boolean entered) {
    this.entered = entered;
  }

  /** This process as its environment shows it. */
  public static Background ofProcess(Map<String, String> environment) {
    String parent = ProcessHandle.current().parent().map(p -> Long.toString(p.pid())).orElse("");
    return new Background(parent.equals(environment.get(MARK)));
  }

  /** Whether this is the process in the background. */
  public boolean entered() {
    return entered;
  }

  /**
   * Starts this command line once more in the background.
   *
   * @return 0 when everything stands there; else the exit code that it ended with
   */
  public int enter() throws IOException {
    List<byte[]> environment = new ArrayList<>(split(Files.readAllBytes(ENVIRONMENT)));
    environment.removeIf(entry -> text(entry).startsWith(MARK + "="));
    environment.add(
        (MARK + "=" + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
    return start(ITSELF, split(Files.readAllBytes(COMMAND_LINE)), environment);
  }

  /** Starts any program so. */
  static int start(String program, List<byte[]> words, List<byte[]> environment)
      throws IOException {
    UnixCalls.Pipe pipe = UnixCalls.pipe();
    int child;
    try {
      child = Spawn.detached(program, words, environment, pipe.out(), REPORT);
    } catch (IOException e) {
      UnixCalls.close(pipe.in());
      throw e;
    } finally {
      // From here on the child alone holds it, so that its end is seen.
      UnixCalls.close(pipe.out());
    }
    try {
      return UnixCalls.readByte(pipe.in()) ? 0 : UnixCalls.waitFor(child);
    } finally {
      UnixCalls.close(pipe.in());
    }
  }

  @Override
  public synchronized void ready(BooleanSupplier alive) {
    if (entered && !reported) {
      reported = true;
      // If nobody reads it any more, nobody waits.
      boolean _ = UnixCalls.writeByte(REPORT, (byte) '\n');
      UnixCalls.close(REPORT);
    }
  }

  private static List<byte[]> split(byte[] content) {
    List<byte[]> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == 0) {
        words.add(Arrays.copyOfRange(content, start, i));
        start = i + 1;
      }
    }
    return words;
  }

  private static String text(byte[] entry) {
    return new String(entry, StandardCharsets.ISO_8859_1);
  }
}
