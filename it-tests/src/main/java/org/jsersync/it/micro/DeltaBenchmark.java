package org.jsersync.it.micro;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jsersync.protocol.checksum.Checksums;
import org.jsersync.protocol.checksum.ContentSource;
import org.jsersync.protocol.checksum.DeltaSender;
import org.jsersync.protocol.checksum.ProgressSink;
import org.jsersync.protocol.checksum.Signature;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.OpenFile;
import org.jsersync.protocol.file.SourceTree;
import org.jsersync.protocol.token.TokenWriter;
import org.jsersync.protocol.token.TokenWriters;
import org.jsersync.protocol.wire.WireOutput;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The content of a file on its way to the wire, xxh128, no compression: in bytes per microsecond,
 * which are MB per second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DeltaBenchmark {
  private static final int SIZE = 16 << 20;
  private static final int EDITS = 10;
  private static final int EDIT_BYTES = 100;

  private final byte[] edited = new byte[SIZE];
  private final byte[] foreign = new byte[SIZE];
  private final Basis basis;
  private final DeltaSender sender = new DeltaSender(Checksums.of(Basis.dialect()));
  private final TokenWriter tokens =
      TokenWriters.of(Basis.dialect(), TokenWriters.DEFAULT_LEVEL, new WireOutput(new Nowhere()));
  private final Path directory;
  private final Path file;
  private final SourceTree tree;

  /** Contents, and one of them in a file. */
  public DeltaBenchmark() {
    Random random = new Random(1);
    random.nextBytes(edited);
    random.nextBytes(foreign);
    basis = new Basis(edited);
    byte[] edit = new byte[EDIT_BYTES];
    for (int i = 0; i < EDITS; i++) {
      random.nextBytes(edit);
      System.arraycopy(edit, 0, edited, random.nextInt(SIZE - EDIT_BYTES), EDIT_BYTES);
    }
    try {
      directory = Files.createTempDirectory("jsersync-micro");
      file = Files.write(directory.resolve("file"), foreign);
      tree = SourceTree.open(BytePath.of(directory.toString()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes the file. */
  @TearDown
  public void delete() throws IOException {
    tree.close();
    Files.delete(file);
    Files.delete(directory);
  }

  /** Sums that stand for no file. */
  @State(Scope.Thread)
  public static class Sums {
    private Signature signature = Signature.EMPTY;

    /** What comes from the wire can be used once. */
    @Setup(Level.Invocation)
    public void take(DeltaBenchmark benchmark) throws IOException {
      signature = benchmark.basis.signature();
    }
  }

  /** A file that the receiver does not have: read, summed up, sent. */
  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Object newFile() throws IOException {
    try (OpenFile open = tree.openFile(BytePath.of("file"))) {
      return send(Signature.EMPTY, open::read);
    }
  }

  /** Few blocks changed: the sums of each block at its place. */
  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Object edits(Sums sums) throws IOException {
    return send(sums.signature, new ByteArrayInputStream(edited)::read);
  }

  /** Nothing matches: the weak sum rolls over every byte. */
  @Benchmark
  @OperationsPerInvocation(SIZE)
  public Object nothingMatches(Sums sums) throws IOException {
    return send(sums.signature, new ByteArrayInputStream(foreign)::read);
  }

  private DeltaSender.Result send(Signature signature, ContentSource source) throws IOException {
    return sender.send(signature, source, SIZE, false, tokens, ProgressSink.NONE);
  }
}
