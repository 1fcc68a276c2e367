package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;

/**
 * A mirror that brings over very many changes: what it holds must not grow with their number. After
 * each round it is waited for, and in the end both trees must be equal.
 */
final class FootprintBench {
  private final int changes;
  private final int files;
  private final int rounds;

  FootprintBench(Options options) {
    this.changes = options.number("changes", 1_000_000);
    this.files = options.number("files", 20_000);
    this.rounds = options.number("rounds", 10);
  }

  void run() {
    Path source = Scratch.create("source");
    Table table =
        new Table(
            "changes", "seconds", "changes/s", "resident MB", "live heap MB", "threads", "files");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
        Standing standing = Standing.watch(daemon.modulePath("data"))) {
      Churn churn = new Churn(source, files);
      try (LiveMirror mirror = LiveMirror.start(source, daemon)) {
        arrive(0, source, daemon, standing);
        report(table, 0, Duration.ZERO, mirror);
        for (int round = 1; round <= rounds; round++) {
          long start = System.nanoTime();
          churn.change(changes / rounds);
          arrive(round, source, daemon, standing);
          Duration took = Duration.ofNanos(System.nanoTime() - start);
          report(table, round * (changes / rounds), took, mirror);
        }
        mirror.awaitMirrored(daemon, "data");
        System.out.println("the trees are equal; it said:\n" + mirror.output());
      }
    } finally {
      Scratch.delete(source);
      table.print();
    }
  }

  /** A file that says which round it is goes last. */
  private static void arrive(int round, Path source, RsyncDaemon daemon, Standing standing) {
    byte[] content = String.valueOf(round).getBytes(StandardCharsets.US_ASCII);
    try {
      Files.write(source.resolve("round"), content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write", e);
    }
    standing.await(daemon.modulePath("data").resolve("round"), content);
  }

  private void report(Table table, int done, Duration took, LiveMirror mirror) {
    Footprint footprint = Footprint.of(mirror.handle());
    double seconds = took.toNanos() / 1e9;
    int changed = changes / rounds;
    table.row(
        done,
        "%.1f".formatted(seconds),
        done == 0 ? "-" : "%.0f".formatted(changed / seconds),
        footprint.residentKilobytes() / 1024,
        "%.1f".formatted(footprint.heapKilobytes() / 1024.0),
        footprint.threads(),
        footprint.descriptors());
  }
}
