package org.jsersync.it.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Background;

/** A mirror of many directories in which nothing happens: CPU time, and memory with -Xmx128m. */
final class IdleBench {
  private static final int PER_FOLDER = 1000;

  private final int directories;
  private final int seconds;

  IdleBench(Options options) {
    this.directories = options.number("directories", 100_000);
    this.seconds = options.number("seconds", 30);
  }

  void run() {
    Path source = Scratch.create("source");
    Path home = Scratch.create("home");
    Command.script(
            source,
            "for i in $(seq %d); do mkdir d$i; (cd d$i; seq %d | xargs mkdir); done; echo end > zz"
                .formatted(Math.max(1, directories / PER_FOLDER), PER_FOLDER))
        .succeed();
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0);
        Background mirror =
            Background.start(
                Contender.JSERSYNC.command(source, daemon, home).env("JAVA_OPTS", "-Xmx128m"))) {
      Path module = daemon.modulePath("data");
      awaitFile(module, mirror, "zz");
      // A change that arrives shows that the first synchronisation is over and the watches stand.
      Command.script(source, "echo live > zzz").succeed();
      awaitFile(module, mirror, "zzz");
      double client = Cpu.seconds(mirror.handle());
      double server = Cpu.seconds(daemon.process());
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
      client = Cpu.seconds(mirror.handle()) - client;
      server = Cpu.seconds(daemon.process()) - server;
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      Command.of(jcmd, mirror.handle().pid(), "GC.run").succeed();
      String heap = Command.of(jcmd, mirror.handle().pid(), "GC.heap_info").succeed().outText();
      Table table = new Table("directories", "seconds", "CPU s client", "CPU s daemon");
      table.row(directories, seconds, "%.2f".formatted(client), "%.2f".formatted(server));
      table.print();
      System.out.println(heap);
    } finally {
      Scratch.delete(source);
      Scratch.delete(home);
    }
  }

  private static void awaitFile(Path module, Background mirror, String name) {
    Awaitility.await(name + " in the module")
        .atMost(Duration.ofMinutes(10))
        .until(
            () -> {
              if (!mirror.isAlive()) {
                throw new IllegalStateException("the mirror ended: " + mirror.output());
              }
              return Files.exists(module.resolve(name));
            });
  }
}
