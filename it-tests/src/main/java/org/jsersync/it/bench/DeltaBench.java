package org.jsersync.it.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.RsyncDaemon;
import org.jsersync.it.parts.RsyncVersion;
import org.jsersync.it.parts.Scratch;
import org.jsersync.it.product.Product;

/** A large file with small edits, whose old version the module holds: rsync, jrsync in turn. */
final class DeltaBench {
  private static final Pattern LITERAL = Pattern.compile("Literal data: ([0-9,]+) bytes");
  private static final int EDIT_BYTES = 100;

  private final long size;
  private final int edits;
  private final int runs;

  DeltaBench(Options options) {
    this.size = options.number("megabytes", 1024) * 1_048_576L;
    this.edits = options.number("edits", 100);
    this.runs = options.number("runs", 3);
  }

  /** What one of them took. */
  private final class Contestant {
    private final Runs times = new Runs(runs);
    private double cpu = Double.POSITIVE_INFINITY;
    private String literal = "";

    void run(Command command) {
      Measured measured = Measured.run(command);
      times.add(measured.nanos());
      cpu = Math.min(cpu, measured.cpuSeconds());
      Matcher matcher = LITERAL.matcher(measured.output());
      literal = matcher.find() ? matcher.group(1) : "?";
    }

    Object[] row(Contestant peer, String name) {
      return times.row(peer.times, name, literal, "%.2f".formatted(cpu));
    }
  }

  void run() {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Path file = source.resolve("large");
      Path old = source.resolve("old");
      write(file);
      Command.of("cp", file, old).succeed();
      edit(file);
      Contestant rsync = new Contestant();
      Contestant jrsync = new Contestant();
      Object[] words = {
        "-aI",
        "--stats",
        "--password-file=" + daemon.passwordFile(),
        "--port=" + daemon.port(),
        file,
        daemon.target("data/")
      };
      for (int run = 0; run < runs; run++) {
        reset(daemon, old);
        rsync.run(Command.of(RsyncVersion.V3_5_0.binary(), Arrays.asList(words)));
        reset(daemon, old);
        jrsync.run(Product.jrsync(words));
        Command.of("cmp", file, daemon.modulePath("data").resolve("large")).succeed();
      }
      Table table =
          new Table(
              "delta",
              "literal bytes",
              "CPU s",
              "seconds",
              "median",
              "to rsync's",
              "best",
              "to rsync's");
      table.row(rsync.row(rsync, "rsync"));
      table.row(jrsync.row(rsync, "jrsync"));
      table.print();
    } finally {
      Scratch.delete(source);
    }
  }

  private static void reset(RsyncDaemon daemon, Path old) {
    Path copy = daemon.modulePath("data").resolve("large");
    Command.of("cp", old, copy).succeed();
    Command.of("chown", "--reference=" + daemon.modulePath("data"), copy).succeed();
  }

  private void write(Path file) {
    byte[] block = new byte[1 << 20];
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < size; written += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private void edit(Path file) {
    byte[] bytes = new byte[EDIT_BYTES];
    Random random = new Random(2);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < edits; i++) {
        random.nextBytes(bytes);
        out.seek(random.nextLong(size - EDIT_BYTES));
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot edit " + file, e);
    }
  }
}
