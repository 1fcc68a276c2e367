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

  void run() {
    Path source = Scratch.create("source");
    try (RsyncDaemon daemon = RsyncDaemon.start(RsyncVersion.V3_5_0)) {
      Path file = source.resolve("large");
      Path old = source.resolve("old");
      write(file);
      Command.of("cp", file, old).succeed();
      edit(file);
      Runs rsync = new Runs(runs);
      Runs jrsync = new Runs(runs);
      String rsyncLiteral = "";
      String jrsyncLiteral = "";
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
        rsyncLiteral =
            literal(rsync.time(Command.of(RsyncVersion.V3_5_0.binary(), Arrays.asList(words))));
        reset(daemon, old);
        jrsyncLiteral = literal(jrsync.time(Product.jrsync(words)));
        Command.of("cmp", file, daemon.modulePath("data").resolve("large")).succeed();
      }
      Table table =
          new Table(
              "delta", "literal bytes", "seconds", "median", "to rsync's", "best", "to rsync's");
      table.row(rsync.row(rsync, "rsync", rsyncLiteral));
      table.row(jrsync.row(rsync, "jrsync", jrsyncLiteral));
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

  private static String literal(Command.Outcome outcome) {
    Matcher matcher = LITERAL.matcher(outcome.outText());
    return matcher.find() ? matcher.group(1) : "?";
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
