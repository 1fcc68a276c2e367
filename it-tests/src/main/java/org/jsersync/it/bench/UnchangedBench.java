package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Product;

/** A tree of very many files, all of which the module holds: rsync, jrsync, jsersync in turn. */
final class UnchangedBench {
  private final int files;
  private final int folders;
  private final int runs;
  private final int heap;

  UnchangedBench(Options options) {
    this.files = options.number("files", 1_000_000);
    this.folders = options.number("folders", 2_000);
    this.runs = options.number("runs", 3);
    this.heap = options.number("heap", 256);
  }

  /** What one contender's runs cost. */
  private static final class Cost {
    private final Command command;
    private final Runs times;
    private double cpu = Double.POSITIVE_INFINITY;
    private long peak;

    Cost(Command command, int runs) {
      this.command = command;
      this.times = new Runs(runs);
    }

    void run() {
      Measured measured = Measured.run(command);
      times.add(measured.nanos());
      cpu = Math.min(cpu, measured.cpuSeconds());
      peak = Math.max(peak, measured.peakKilobytes());
    }

    Object[] row(Runs peer, String name) {
      return times.row(peer, name, "%.2f".formatted(cpu), peak / 1024);
    }
  }

  void run() {
    Path source = Scratch.create("source");
    Path home = Scratch.create("home");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      fill(source);
      Object[] where = {
        "--password-file=" + daemon.passwordFile(),
        "--port=" + daemon.port(),
        source + "/",
        daemon.target("data/")
      };
      Command rsync = FirstSyncBench.with(Command::of, where, RsyncVersion.V3_5_0.binary(), "-a");
      Cost rsyncCost = new Cost(rsync, runs);
      Map<String, Cost> costs = new LinkedHashMap<>();
      costs.put("rsync -a", rsyncCost);
      costs.put(
          "jrsync -a", new Cost(bounded(FirstSyncBench.with(Product::jrsync, where, "-a")), runs));
      costs.put(
          "jsersync mirror --once",
          new Cost(
              bounded(FirstSyncBench.with(Product::jsersync, where, "mirror", "--once"))
                  .env("XDG_STATE_HOME", home.toString()),
              runs));
      rsync.succeed();
      for (int run = 0; run < runs; run++) {
        costs.values().forEach(Cost::run);
      }
      Table table =
          new Table(
              files + " files, heap " + heap + " MB",
              "CPU s",
              "peak MB",
              "seconds",
              "median",
              "to rsync's",
              "best",
              "to rsync's");
      costs.forEach((name, cost) -> table.row(cost.row(rsyncCost.times, name)));
      table.print();
    } finally {
      Scratch.delete(source);
      Scratch.delete(home);
    }
  }

  private Command bounded(Command command) {
    return command.env("JAVA_OPTS", "-Xmx" + heap + "m");
  }

  /** Empty files, for a million pages would fill the memory; sizes and times are compared alike. */
  private void fill(Path source) {
    try {
      for (int folder = 0; folder < folders; folder++) {
        Path directory = Files.createDirectory(source.resolve("folder" + folder));
        for (int i = folder; i < files; i += folders) {
          Files.createFile(directory.resolve("file" + i));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + source, e);
    }
  }
}
