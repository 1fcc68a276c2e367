package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Product;

/** What is done as soon as it is begun, process start to exit: rsync and jrsync in turn. */
final class StartupBench {
  private static final int BYTES = 1_000;

  private final int runs;
  private final Random random = new Random(1);

  StartupBench(Options options) {
    this.runs = options.number("runs", 20);
  }

  void run() {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Path file = source.resolve("file");
      Object[] where = {
        "--password-file=" + daemon.passwordFile(),
        "--port=" + daemon.port(),
        file,
        daemon.target("data/")
      };
      Command rsync = FirstSyncBench.with(Command::of, where, RsyncVersion.V3_5_0.binary(), "-a");
      Command jrsync = FirstSyncBench.with(Product::jrsync, where, "-a");
      Command rsyncVersion = Command.of(RsyncVersion.V3_5_0.binary(), "--version");
      Command jrsyncVersion = Product.jrsync("--version");
      Runs rsyncPushes = new Runs(runs);
      Runs jrsyncPushes = new Runs(runs);
      Runs rsyncVersions = new Runs(runs);
      Runs jrsyncVersions = new Runs(runs);
      jrsyncVersion.succeed(); // What is made once per build is there now.
      for (int run = 0; run < runs; run++) {
        write(file);
        rsyncPushes.add(Measured.run(rsync).nanos());
        write(file);
        jrsyncPushes.add(Measured.run(jrsync).nanos());
        rsyncVersions.add(Measured.run(rsyncVersion).nanos());
        jrsyncVersions.add(Measured.run(jrsyncVersion).nanos());
      }
      Table table = new Table("start to exit", "median", "to rsync's", "best", "to rsync's");
      table.row(rsyncPushes.summary(rsyncPushes, "rsync -a, one file of " + BYTES + " bytes"));
      table.row(jrsyncPushes.summary(rsyncPushes, "jrsync -a, the same"));
      table.row(rsyncVersions.summary(rsyncVersions, "rsync --version"));
      table.row(jrsyncVersions.summary(rsyncVersions, "jrsync --version"));
      table.print();
    } finally {
      Scratch.delete(source);
    }
  }

  private void write(Path file) {
    byte[] content = new byte[BYTES];
    random.nextBytes(content);
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
