package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.LiveMirror;

/**
 * A directory that is renamed under a running mirror, until the module has it under the new name
 * and no more under the old one; beside it rsync, run once after the same rename.
 */
final class RenameBench {
  private static final Pattern STATS = Pattern.compile("Total bytes sent: ([0-9,]+)");

  private final int files;
  private final int size;
  private final int runs;

  RenameBench(Options options) {
    this.files = options.number("files", 10_000);
    this.size = options.number("size", 100_000);
    this.runs = options.number("runs", 3);
  }

  void run() {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      fill(source.resolve("d"));
      Runs rsync = new Runs(runs);
      Runs jsersync = new Runs(runs);
      String rsyncSent = "";
      String jsersyncSent = "";
      rsync(daemon, source).succeed();
      for (int run = 0; run < runs; run++) {
        Command.of("mv", source.resolve("d"), source.resolve("e")).succeed();
        rsyncSent = match(STATS, rsync.time(rsync(daemon, source)).outText());
        Command.of("mv", source.resolve("e"), source.resolve("d")).succeed();
        rsync(daemon, source).succeed();
        jsersyncSent = mirrored(source, daemon, jsersync);
        Command.of("mv", source.resolve("e"), source.resolve("d")).succeed();
        rsync(daemon, source).succeed();
      }
      Table table =
          new Table(
              files + " files of " + size,
              "bytes sent",
              "seconds",
              "median",
              "to rsync's",
              "best",
              "to rsync's");
      table.row(rsync.row(rsync, "rsync -a --delete", rsyncSent));
      table.row(jsersync.row(rsync, "jsersync mirror", jsersyncSent));
      table.print();
    } finally {
      Scratch.delete(source);
    }
  }

  /** One rename under a mirror that has nothing else to do. */
  private static String mirrored(Path source, RsyncDaemon daemon, Runs times) {
    Path module = daemon.modulePath("data");
    try (LiveMirror mirror = LiveMirror.start(source, daemon)) {
      while (!mirror.output().contains("first sync done")) {
        pause();
      }
      long begun = System.nanoTime();
      Command.of("mv", source.resolve("d"), source.resolve("e")).succeed();
      while (Files.exists(module.resolve("d")) || !Files.exists(module.resolve("e"))) {
        pause();
      }
      times.add(System.nanoTime() - begun);
      Command.of("diff", "-rq", source, module).succeed();
      return "%,d".formatted(mirror.terminateAndCount());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Command rsync(RsyncDaemon daemon, Path source) {
    return Command.of(
        RsyncVersion.V3_5_0.binary(),
        "-a",
        "--delete",
        "--stats",
        "--password-file=" + daemon.passwordFile(),
        "--port=" + daemon.port(),
        source + "/",
        daemon.target("data/"));
  }

  private static String match(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    String found = "?";
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }

  private void fill(Path directory) {
    Random random = new Random(1);
    byte[] content = new byte[size];
    try {
      Files.createDirectories(directory);
      for (int i = 0; i < files; i++) {
        random.nextBytes(content);
        Path folder = Files.createDirectories(directory.resolve("folder" + i % 100));
        Files.write(folder.resolve("file" + i), content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + directory, e);
    }
  }
}
