package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Product;

/** Many small files into an empty module: rsync, jrsync, jsersync in turn, several times. */
final class FirstSyncBench {
  private final int files;
  private final int folders;
  private final int runs;

  FirstSyncBench(Options options) {
    this.files = options.number("files", 20_000);
    this.folders = options.number("folders", 200);
    this.runs = options.number("runs", 5);
  }

  void run() {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      fill(source);
      Object[] where = {
        "--password-file=" + daemon.passwordFile(),
        "--port=" + daemon.port(),
        source + "/",
        daemon.target("data/")
      };
      Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
      commands.put("rsync -a", () -> with(Command::of, where, RsyncVersion.V3_5_0.binary(), "-a"));
      commands.put("jrsync -a", () -> with(Product::jrsync, where, "-a"));
      commands.put("jsersync mirror --once", () -> once(where));
      Map<String, Runs> times = new LinkedHashMap<>();
      commands.keySet().forEach(name -> times.put(name, new Runs(runs)));
      for (int run = 0; run < runs; run++) {
        commands.forEach(
            (name, command) -> {
              Command.script(daemon.modulePath("data"), "find . -mindepth 1 -delete").succeed();
              times.getOrDefault(name, new Runs(1)).time(command.get());
            });
      }
      Runs rsync = times.getOrDefault("rsync -a", new Runs(1));
      Table table =
          new Table(files + " files", "seconds", "median", "to rsync's", "best", "to rsync's");
      times.forEach((name, time) -> table.row(time.row(rsync, name)));
      table.print();
    } finally {
      Scratch.delete(source);
    }
  }

  private static Command once(Object[] where) {
    Path home = Scratch.create("home");
    home.toFile().deleteOnExit();
    return with(Product::jsersync, where, "mirror", "--once")
        .env("XDG_STATE_HOME", home.toString());
  }

  /** Makes a command of words. */
  interface Maker {
    Command make(Object... words);
  }

  /** The command of some words and those that say from where to where. */
  static Command with(Maker maker, Object[] where, Object... first) {
    Object[] words = new Object[first.length + where.length];
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(where, 0, words, first.length, where.length);
    return maker.make(words);
  }

  private void fill(Path source) {
    Random random = new Random(1);
    try {
      for (int i = 0; i < files; i++) {
        Path folder = source.resolve("folder" + i % folders);
        Files.createDirectories(folder);
        byte[] content = new byte[10_000 + random.nextInt(90_000)];
        random.nextBytes(content);
        Files.write(folder.resolve("file" + i), content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + source, e);
    }
  }
}
