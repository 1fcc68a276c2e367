package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Tells when a file of one directory stands whole: by the kernel's word, without polling. */
final class Standing implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;

  private final WatchService events;

  private Standing(WatchService events) {
    this.events = events;
  }

  /** Begins to watch. */
  static Standing watch(Path directory) {
    try {
      WatchService events = directory.getFileSystem().newWatchService();
      directory.register(
          events, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      return new Standing(events);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot watch " + directory, e);
    }
  }

  /** When the file held this, by {@link System#nanoTime}; it is waited for. */
  long await(Path file, byte[] content) {
    try {
      while (!holds(file, content)) {
        WatchKey key = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (key == null) {
          throw new IllegalStateException(file + " does not become what it should");
        }
        key.pollEvents();
        key.reset();
      }
      return System.nanoTime();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static boolean holds(Path file, byte[] content) {
    try {
      return Files.exists(file)
          && Files.size(file) == content.length
          && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      return false; // Replaced while it was looked at: another event comes.
    }
  }

  @Override
  public void close() {
    try {
      events.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end watching", e);
    }
  }
}
