package org.jsersync.it.bench;

import java.util.Arrays;

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
        delta       a large file with small edits, runs in turn: rsync, jrsync
                      --megabytes=1024  --edits=100  --runs=3
        slow        one file that changes, over a line of 25 ms each way, in turn: a running mirror,
                    rsync
                      --size=10000 (bytes)  --runs=10  --delay=25 (ms)  --mbit=20
                      --pause=1500 (ms between runs)
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
      case "slow" -> new SlowBench(options).run();
      case "rename" -> new RenameBench(options).run();
      case "idle" -> new IdleBench(options).run();
      default -> {
        System.err.print(USAGE);
        System.exit(1);
      }
    }
  }
}
