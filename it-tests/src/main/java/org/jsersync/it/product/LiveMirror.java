package org.jsersync.it.product;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.parts.Server;
import org.jsersync.it.parts.SshServer;
import org.jsersync.it.tree.TreeAssert;
import org.jsersync.it.tree.TreeState;

/**
 * A running {@code jsersync} that mirrors one directory's contents into a module, with a place of
 * its own for what it keeps between runs.
 */
public final class LiveMirror implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Pattern SENT = Pattern.compile("sessions?, ([0-9.]+) ([a-zA-Z]+) sent");

  private final Path home;
  private final Path source;
  private final List<Object> words;
  private Background running;

  private LiveMirror(Path home, Path source, List<Object> words) {
    this.home = home;
    this.source = source;
    this.words = words;
    this.running = Background.start(command());
  }

  /** {@code jsersync mirror --delete OPTIONS SOURCE/ rsync_backup@HOST::data}. */
  public static LiveMirror start(Path source, Server server, String... options) {
    List<Object> words = new ArrayList<>();
    words.add("mirror");
    words.add("--delete");
    words.add("--password-file=" + server.passwordFile());
    words.add("--port=" + server.port());
    words.addAll(List.of(options));
    words.add(source + "/");
    words.add(server.target("data"));
    return new LiveMirror(Scratch.create("mirror"), source, words);
  }

  /** {@code jsersync mirror --delete -e SSH SOURCE/ HOST:PATH}. */
  public static LiveMirror start(Path source, SshServer server) {
    String ssh = server.remoteShell() + " -p " + server.port();
    List<Object> words = List.of("mirror", "--delete", "-e", ssh, source + "/", server.target(""));
    return new LiveMirror(Scratch.create("mirror"), source, words);
  }

  /** {@code jsersync -r -o FILE}, for a configuration that watches the source. */
  public static LiveMirror ofConfiguration(Path source, Path confxml) {
    return new LiveMirror(Scratch.create("mirror"), source, List.of("-r", "-o", confxml));
  }

  /** {@code jsersync -o FILE}: nothing is compared at the start. */
  public static LiveMirror ofChanges(Path source, Path confxml) {
    return new LiveMirror(Scratch.create("mirror"), source, List.of("-o", confxml));
  }

  /** Where it runs, and what it keeps. */
  public Path home() {
    return home;
  }

  private Command command() {
    return Product.jsersync(words.toArray())
        .in(home)
        .env("HOME", home.toString())
        .env("XDG_STATE_HOME", home.resolve("state").toString());
  }

  /** Changes the source: a shell script, run in it. */
  public void change(String script) {
    Command.script(source, script).env("OUT", home.toString()).succeed();
  }

  /** Returns when a server's module equals the source in everything; fails after a minute. */
  public void awaitMirrored(Server server, String module) {
    awaitMirrored(() -> TreeState.of(source), () -> server.tree(module));
  }

  /** Returns when a directory equals the source in everything; fails after a minute. */
  public void awaitMirrored(Path directory) {
    awaitMirrored(() -> TreeState.of(source), () -> TreeState.of(directory));
  }

  /** Returns when two trees, each read again and again, are equal; fails after a minute. */
  public void awaitMirrored(Supplier<TreeState> wanted, Supplier<TreeState> found) {
    awaitMirrored(LIMIT, wanted, found);
  }

  /** Returns when two trees, each read again and again, are equal; fails after the limit. */
  public void awaitMirrored(Duration limit, Supplier<TreeState> wanted, Supplier<TreeState> found) {
    try {
      TreeAssert.awaitEqual(limit, wanted, found);
    } catch (RuntimeException e) {
      String state = running.isAlive() ? "jsersync is running" : "jsersync has ended";
      throw new AssertionError(e.getMessage() + "\n" + state + "; it printed:\n" + tail(), e);
    }
  }

  private String tail() {
    String text = running.output();
    return text.length() <= 3000 ? text : "… " + text.substring(text.length() - 3000);
  }

  /** What it has printed so far, since its last start. */
  public String output() {
    return running.output();
  }

  /** SIGTERM; returns the bytes that it says it has sent since its start, rounded. */
  public long terminateAndCount() {
    terminate();
    Matcher matcher = SENT.matcher(output());
    if (!matcher.find()) {
      throw new AssertionError("no summary:\n" + tail());
    }
    long unit =
        switch (matcher.group(2)) {
          case "KB" -> 1_000;
          case "MB" -> 1_000_000;
          case "GB" -> 1_000_000_000;
          default -> 1;
        };
    return Math.round(Double.parseDouble(matcher.group(1)) * unit);
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return running.isAlive();
  }

  /** Its process, for what it costs. */
  public ProcessHandle handle() {
    return running.handle();
  }

  /** SIGTERM; returns the exit code. */
  public int terminate() {
    return running.terminate();
  }

  /** SIGKILL, wherever it is. */
  public void kill() {
    running.kill();
  }

  /** Starts it again with the same words, after {@link #kill} or {@link #terminate}. */
  public void startAgain() {
    running.close();
    running = Background.start(command());
  }

  @Override
  public void close() {
    running.close();
    Scratch.delete(home);
  }
}
