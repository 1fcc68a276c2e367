package org.jsersync.it.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Background;

/**
 * Files written at a rate into a watched tree; each is timed from its close until it stands whole
 * in the module. Every contender gets a fresh daemon, a fresh tree, and some files at the same rate
 * before anything is measured.
 */
final class LiveBench {
  private static final int QUIET_SECONDS = 10;
  private static final int DRAIN_SECONDS = 60;

  private final List<String> rates;
  private final int seconds;
  private final List<Contender> contenders;

  LiveBench(Options options) {
    this.rates = options.list("rate", "200,1000,3000");
    this.seconds = options.number("seconds", 10);
    this.contenders =
        Contender.named(options.list("only", "jsersync,lsyncd-0,lsyncd-1,inotifywait"));
  }

  void run() {
    Table table =
        new Table(
            "mirror",
            "files/s",
            "sent",
            "arrived",
            "wrong",
            "p50 ms",
            "p99 ms",
            "max ms",
            "drained/s",
            "CPU s client",
            "CPU s daemon");
    for (String rate : rates) {
      for (Contender contender : contenders) {
        System.out.println(contender + " at " + rate + " files/s …");
        run(contender, Integer.parseInt(rate), table);
      }
    }
    table.print();
  }

  private void run(Contender contender, int rate, Table table) {
    Path source = Scratch.create("source");
    Path home = Scratch.create("home");
    TimedFiles.makeFolders(source);
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
        Background mirror = Background.start(contender.command(source, daemon, home))) {
      Path module = daemon.modulePath("data");
      awaitFolders(module, mirror);
      TimedFiles warmUp = new TimedFiles(source, "w", contender.warmUpFiles(rate));
      TimedFiles files = new TimedFiles(source, "f", rate * seconds);
      try (Arrivals arrivals = Arrivals.watch(module, warmUp)) {
        warmUp.write(rate);
        arrivals.awaitAll(QUIET_SECONDS, DRAIN_SECONDS);
      }
      try (Arrivals arrivals = Arrivals.watch(module, files)) {
        double client = Cpu.seconds(mirror.handle());
        double server = Cpu.seconds(daemon.process());
        files.write(rate);
        arrivals.awaitAll(QUIET_SECONDS, DRAIN_SECONDS);
        client = Cpu.seconds(mirror.handle()) - client;
        server = Cpu.seconds(daemon.process()) - server;
        report(table, contender, rate, files, arrivals, module, client, server);
      }
    } finally {
      Scratch.delete(source);
      Scratch.delete(home);
    }
  }

  private static void awaitFolders(Path module, Background mirror) {
    Awaitility.await("the first synchronisation")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              if (!mirror.isAlive()) {
                throw new IllegalStateException("the mirror ended: " + mirror.output());
              }
              return Files.isDirectory(module.resolve("d99"));
            });
  }

  private static void report(
      Table table,
      Contender contender,
      int rate,
      TimedFiles files,
      Arrivals arrivals,
      Path module,
      double client,
      double server) {
    long[] latencies = new long[files.count()];
    int arrived = 0;
    int wrong = 0;
    int unseen = 0;
    long last = files.closed(0);
    for (int i = 0; i < files.count(); i++) {
      long at = arrivals.arrived(i);
      if (at != 0) {
        latencies[arrived++] = Math.max(0, at - files.closed(i));
        last = Math.max(last, at);
        if (!files.contentIsRight(module, i)) {
          wrong++;
        }
      } else if (files.contentIsRight(module, i)) {
        unseen++;
      }
    }
    latencies = Arrays.copyOf(latencies, arrived);
    Arrays.sort(latencies);
    if (unseen > 0) {
      System.out.println(
          unseen
              + " files arrived unseen and are not counted: fs.inotify.max_queued_events is small");
    }
    double spent = (last - files.closed(0)) / 1e9;
    table.row(
        contender,
        rate,
        files.count(),
        arrived,
        wrong,
        millis(latencies, 0.5),
        millis(latencies, 0.99),
        millis(latencies, 1),
        "%.0f".formatted(arrived / spent),
        "%.2f".formatted(client),
        "%.2f".formatted(server));
  }

  private static String millis(long[] sorted, double share) {
    if (sorted.length == 0) {
      return "-";
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return "%.1f".formatted(sorted[Math.max(0, index)] / 1e6);
  }
}
