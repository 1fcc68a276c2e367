package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Relay;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.parts.SlowLink;
import org.jsersync.it.product.Product;

/**
 * One file that changes, over a line of 25 ms each way and 20 Mbit/s: by a mirror that has been
 * running, and by rsync, in turn. Each is timed until the file stands whole in its module, and
 * until the client knows it: the mirror by confirming the change, rsync by its end.
 */
final class SlowBench {
  /** Changes before anything is measured. */
  private static final int WARM_UP = 3;

  private final int size;
  private final int runs;
  private final int pause;
  private final SlowLink link;
  private final Random random = new Random(1);

  SlowBench(Options options) {
    this.size = options.number("size", 10_000);
    this.runs = options.number("runs", 10);
    this.pause = options.number("pause", 1_500);
    this.link =
        new SlowLink(
            Duration.ofMillis(options.number("delay", 25)),
            options.number("mbit", 20) * 1_000_000L / 8);
  }

  /** Runs of one contender. */
  private record Times(Runs standing, Runs known) {
    Times(int runs) {
      this(new Runs(runs), new Runs(runs));
    }
  }

  void run() {
    Path source = Scratch.create("source");
    Path home = Scratch.create("home");
    Path mirrored = source.resolve("mirrored");
    Path pushed = source.resolve("pushed");
    Times mirrorTimes = new Times(runs);
    Times rsyncTimes = new Times(runs);
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
        Relay relay = Relay.start(daemon, () -> link);
        Standing inMirror = Standing.watch(daemon.modulePath("data"));
        Standing inPush = Standing.watch(daemon.modulePath("backup"))) {
      Files.createDirectory(mirrored);
      Files.createDirectory(pushed);
      change(mirrored.resolve("file"));
      try (SaidLines mirror = SaidLines.start(mirror(mirrored, relay, home))) {
        mirror.await("following changes", System.nanoTime());
        for (int run = -WARM_UP; run < runs; run++) {
          // Until the mirror has a session ready again; its next change comes to an idle one.
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
          Times mirrorRun = run < 0 ? new Times(1) : mirrorTimes;
          Path file = mirrored.resolve("file");
          byte[] content = change(file);
          long closed = System.nanoTime();
          long stood = inMirror.await(daemon.modulePath("data").resolve("file"), content);
          mirrorRun.standing.add(stood - closed);
          mirrorRun.known.add(mirror.await(" confirmed, ", stood) - closed);
          Times rsyncRun = run < 0 ? new Times(1) : rsyncTimes;
          push(pushed.resolve("file"), relay, daemon, inPush, rsyncRun);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out the files", e);
    } finally {
      Scratch.delete(source);
      Scratch.delete(home);
    }
    report(rsyncTimes, mirrorTimes);
  }

  private static Command mirror(Path source, Relay relay, Path home) {
    return Product.jsersync(
            "mirror",
            "-v",
            "--password-file=" + relay.passwordFile(),
            "--port=" + relay.port(),
            source + "/",
            relay.target("data"))
        .env("XDG_STATE_HOME", home.toString());
  }

  private void push(Path file, Relay relay, RsyncDaemon daemon, Standing standing, Times times)
      throws IOException {
    byte[] content = change(file);
    Command rsync =
        Command.of(
            RsyncVersion.V3_5_0.binary(),
            "-a",
            "--password-file=" + relay.passwordFile(),
            "--port=" + relay.port(),
            file,
            relay.target("backup/"));
    long start = System.nanoTime();
    Process process = rsync.builder().inheritIO().start();
    times.standing.add(
        standing.await(daemon.modulePath("backup").resolve("file"), content) - start);
    process.onExit().join();
    times.known.add(System.nanoTime() - start);
    if (process.exitValue() != 0) {
      throw new IllegalStateException("rsync's exit code is " + process.exitValue());
    }
  }

  private byte[] change(Path file) throws IOException {
    byte[] content = new byte[size];
    random.nextBytes(content);
    Files.write(file, content);
    return content;
  }

  private void report(Times rsync, Times mirror) {
    Table table =
        new Table(
            size + " bytes, " + link, "seconds", "median", "to rsync's", "best", "to rsync's");
    table.row(rsync.standing.row(rsync.standing, "rsync -a, stands"));
    table.row(mirror.standing.row(rsync.standing, "jsersync mirror, stands"));
    table.row(rsync.known.row(rsync.known, "rsync -a, has ended"));
    table.row(mirror.known.row(rsync.known, "jsersync mirror, confirmed"));
    table.print();
  }
}
