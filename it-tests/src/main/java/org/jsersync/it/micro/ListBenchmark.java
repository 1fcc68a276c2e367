package org.jsersync.it.micro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.flist.FileEntry;
import org.jsersync.protocol.flist.FileList;
import org.jsersync.protocol.flist.FileListEncoder;
import org.jsersync.protocol.flist.ListBuilder;
import org.jsersync.protocol.flist.ListFormat;
import org.jsersync.protocol.flist.ListObserver;
import org.jsersync.protocol.flist.ListOptions;
import org.jsersync.protocol.flist.NamePlan;
import org.jsersync.protocol.flist.Origin;
import org.jsersync.protocol.flist.SourceTrees;
import org.jsersync.protocol.wire.WireOutput;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A directory's list, in names per millisecond. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ListBenchmark {
  private static final int FILES = 1_000;

  private final Path directory;
  private final SourceTrees trees = new SourceTrees(false);
  private final FileList list;
  private final FileListEncoder encoder;

  /** A directory of empty files. */
  public ListBenchmark() {
    try {
      directory = Files.createTempDirectory("jsersync-micro");
      for (int i = 0; i < FILES; i++) {
        Files.createFile(directory.resolve("a-file-with-number-" + i));
      }
      list = list(directory, trees);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ListFormat format =
        new ListFormat(
            Basis.dialect(),
            true,
            true,
            true,
            true,
            true,
            false,
            false,
            0,
            false,
            false,
            ListFormat.NameSource.NONE);
    encoder = new FileListEncoder(format, new WireOutput(new Nowhere()));
  }

  /** Deletes the directory. */
  @TearDown
  public void delete() throws IOException {
    trees.close();
    for (int i = 0; i < FILES; i++) {
      Files.delete(directory.resolve("a-file-with-number-" + i));
    }
    Files.delete(directory);
  }

  /** Reads the directory, looks at each name, sorts. */
  @Benchmark
  @OperationsPerInvocation(FILES)
  public FileList look() throws IOException {
    return list(directory, trees);
  }

  private static FileList list(Path directory, SourceTrees trees) throws IOException {
    NamePlan plan =
        NamePlan.of(
            List.of((directory + "/").getBytes(StandardCharsets.UTF_8)),
            trees,
            BytePath.of("/"),
            false,
            true);
    ListOptions options = new ListOptions(true, true, true, ListOptions.Exclusion.NONE, null);
    return new ListBuilder(plan, options, new Deaf()).single();
  }

  /** Writes the list. */
  @Benchmark
  @OperationsPerInvocation(FILES)
  public long encode() throws IOException {
    encoder.write(list, 0);
    return encoder.bytes();
  }

  private static final class Deaf implements ListObserver {
    @Override
    public void listed(FileEntry entry) {}

    @Override
    public void vanished(Origin origin, BytePath path) {}

    @Override
    public void unreadable(BytePath path, String message) {}

    @Override
    public void skipped(String message) {}
  }
}
