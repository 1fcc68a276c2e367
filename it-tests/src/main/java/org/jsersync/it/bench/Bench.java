package org.jsersync.it.bench;

import java.util.Arrays;
import org.jsersync.it.micro.Micro;

/** {@code it-tests/bench NAME [--OPTION=VALUE …]}. */
public final class Bench {
  private static final String USAGE =
      """
      usage: it-tests/bench BENCHMARK [--option=value ...]
        live        files that are written while a mirror runs, each timed until it is whole in the
                    module: jsersync, lsyncd, inotifywait with rsync
                      --rate=200,1000,3000 (files/s)  --seconds=10
                      --only=jsersync,lsyncd-0,lsyncd-1,inotifywait
        first-sync  a first synchronisation, runs in turn: rsync, jrsync, jsersync mirror --once
                      --files=20000  --folders=200  --runs=5
        unchanged   a comparison that finds nothing to do, runs in turn: rsync, jrsync, jsersync
                    mirror --once
                      --files=1000000  --folders=2000  --runs=3  --heap=256 (MB)
        delta       a large file with small edits, runs in turn: rsync, jrsync
                      --megabytes=1024  --edits=100  --runs=3
        slow        one file that changes, over a line of 25 ms each way, in turn: a running mirror,
                    rsync
                      --size=10000 (bytes)  --runs=10  --delay=25 (ms)  --mbit=20
                      --pause=1500 (ms between runs)
        startup     --version, and a small file that is pushed, process start to exit, runs in
                    turn: rsync, jrsync
                      --runs=20
        jmh         the loops that run for every byte, block and name, by JMH
                      --of=REGEX  --compiler=4 (1 = the quick one only)  --seconds=5
        footprint   a mirror that brings over very many changes: what it holds as it goes on
                      --changes=1000000  --files=20000  --rounds=10
        rename      a directory that is renamed while a mirror runs, and rsync after the same rename
                      --files=10000  --size=100000 (bytes)  --runs=3
        idle        a mirror with nothing to do
                      --directories=100000  --seconds=30
      everywhere: --dir=DIRECTORY for all files (default: the system's temporary directory)
      """;

  private Bench() {}

  /** Runs one benchmark. */
  public static void main(String[] args) {
    if (args.length == 0) {
      System.err.print(USAGE);
      System.exit(1);
    }
    Options options = new Options(Arrays.asList(args).subList(1, args.length));
    switch (args[0]) {
      case "live" -> new LiveBench(options).run();
      case "first-sync" -> new FirstSyncBench(options).run();
      case "delta" -> new DeltaBench(options).run();
      case "unchanged" -> new UnchangedBench(options).run();
      case "slow" -> new SlowBench(options).run();
      case "startup" -> new StartupBench(options).run();
      case "jmh" ->
          Micro.run(
              options.text("of", "."), options.number("compiler", 4), options.number("seconds", 5));
      case "footprint" -> new FootprintBench(options).run();
      case "rename" -> new RenameBench(options).run();
      case "idle" -> new IdleBench(options).run();
      default -> {
        System.err.print(USAGE);
        System.exit(1);
      }
    }
  }
}
