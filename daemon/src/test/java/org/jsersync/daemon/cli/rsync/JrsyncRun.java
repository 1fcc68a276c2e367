package org.jsersync.daemon.cli.rsync;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushStats;
import org.jsersync.protocol.PushStats.Kinds;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/** Runs the command against daemons that only exist here. */
final class JrsyncRun implements Daemons {
  static final PushStats NO_STATS =
      new PushStats(Kinds.NONE, Kinds.NONE, Kinds.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Consumer<PushListener> events = listener -> {};
  private PushReport report = report(0, null, NO_STATS);
  private byte[] input = {};
  private List<Long> seconds = List.of(0L, 0L);
  @Nullable PushOptions options;
  Places.@Nullable Push places;
  @Nullable DaemonAddress listed;
  int exitCode;

  static PushReport report(int code, @Nullable RsyncException failure, PushStats stats) {
    return new PushReport(failure, code, Set.of(), Map.of(), Set.of(), Set.of(), stats);
  }

  /** What the daemon lets the listener hear. */
  JrsyncRun hearing(Consumer<PushListener> what) {
    events = what;
    return this;
  }

  JrsyncRun ending(PushReport how) {
    report = how;
    return this;
  }

  JrsyncRun lasting(long howLong) {
    seconds = List.of(100L, 100L + howLong);
    return this;
  }

  /** What stands on standard input. */
  JrsyncRun reading(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Words as UTF-8. */
  JrsyncRun run(String... words) {
    return run(Arrays.stream(words).map(w -> w.getBytes(StandardCharsets.UTF_8)).toList());
  }

  JrsyncRun run(List<byte[]> words) {
    Iterator<Long> clock = seconds.iterator();
    Environment environment =
        new Environment(
            new ByteArrayInputStream(input),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Map.of(),
            BytePath.of("/here"),
            () -> Instant.ofEpochSecond(clock.next()));
    exitCode = new JrsyncCommand(this, environment, "0.1.0").run(words);
    return this;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  byte[] rawOut() {
    return out.toByteArray();
  }

  @Override
  public PushReport push(
      PushOptions how, Places.Push where, PasswordSource password, PushListener listener) {
    options = how;
    places = where;
    events.accept(listener);
    return report;
  }

  @Override
  public void listModules(PushOptions how, DaemonAddress daemon, PushListener listener) {
    listed = daemon;
    events.accept(listener);
  }
}
