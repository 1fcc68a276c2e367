package org.jsersync.it.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jsersync.it.parts.Command;
import org.jsersync.it.parts.Parts;

/**
 * Tells when each file stood whole in a module: inotifywait reports a name that was renamed into
 * place, or closed after writing, and its size is right. A few events per file, and no polling, so
 * that measuring costs all contenders alike and little.
 */
final class Arrivals implements AutoCloseable {
  private final Process inotifywait;
  private final Path module;
  private final TimedFiles files;
  private final AtomicLongArray arrived;
  private final AtomicInteger count = new AtomicInteger();

  private Arrivals(Process inotifywait, Path module, TimedFiles files) {
    this.inotifywait = inotifywait;
    this.module = module;
    this.files = files;
    this.arrived = new AtomicLongArray(files.count());
  }

  /** Begins to watch; when this returns, nothing is missed. The folders must be there. */
  static Arrivals watch(Path module, TimedFiles files) {
    try {
      Process process =
          Command.of(
                  // Into a pipe it would tell of events by the 4 KB.
                  "stdbuf",
                  "-oL",
                  Parts.program("inotifywait"),
                  "-m",
                  "-r",
                  "-e",
                  "moved_to",
                  "-e",
                  "close_write",
                  "--format",
                  "%f",
                  module)
              .builder()
              .start();
      BufferedReader said = process.errorReader(StandardCharsets.ISO_8859_1);
      for (String line = said.readLine();
          line == null || !line.startsWith("Watches established"); ) {
        if (line == null) {
          throw new IllegalStateException("inotifywait ended");
        }
        line = said.readLine();
      }
      Arrivals arrivals = new Arrivals(process, module, files);
      Thread.ofPlatform().daemon().name("arrivals").start(arrivals::read);
      return arrivals;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run inotifywait", e);
    }
  }

  private void read() {
    try (BufferedReader events = inotifywait.inputReader(StandardCharsets.ISO_8859_1)) {
      for (String name = events.readLine(); name != null; name = events.readLine()) {
        long now = System.nanoTime();
        int number = files.number(name);
        if (number >= 0 && arrived.get(number) == 0 && files.sizeIsRight(module, number)) {
          arrived.set(number, now);
          count.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // It was ended while it was read from.
    }
  }

  /** Returns when all have arrived, or none has for so many seconds, or a limit is over. */
  void awaitAll(int quietSeconds, int limitSeconds) {
    long start = System.nanoTime();
    long lastProgress = start;
    int before = -1;
    while (count.get() < files.count()) {
      long now = System.nanoTime();
      if (count.get() != before) {
        before = count.get();
        lastProgress = now;
      }
      if (now - lastProgress > TimeUnit.SECONDS.toNanos(quietSeconds)
          || now - start > TimeUnit.SECONDS.toNanos(limitSeconds)) {
        return;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** When a file had arrived, by {@link System#nanoTime}; 0 if it has not. */
  long arrived(int i) {
    return arrived.get(i);
  }

  int count() {
    return count.get();
  }

  @Override
  public void close() {
    inotifywait.destroyForcibly();
    inotifywait.onExit().join();
  }
}
