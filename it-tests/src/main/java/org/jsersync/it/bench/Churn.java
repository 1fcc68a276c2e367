package org.jsersync.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files of a few KB that are made, rewritten and deleted, about as many as there were before. */
final class Churn {
  private static final int FOLDERS = 200;
  private static final int LARGEST = 4_000;

  private final Path root;
  private final boolean[] there;
  private final Random random = new Random(1);

  /** A tree of so many files, all of which are there. */
  Churn(Path root, int files) {
    this.root = root;
    this.there = new boolean[files * 5 / 4];
    try {
      for (int i = 0; i < FOLDERS; i++) {
        Files.createDirectory(root.resolve("d" + i));
      }
      for (int i = 0; i < files; i++) {
        write(i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + root, e);
    }
  }

  private Path path(int i) {
    return root.resolve("d" + i % FOLDERS).resolve("f" + i);
  }

  private void write(int i) throws IOException {
    byte[] content = new byte[random.nextInt(LARGEST)];
    random.nextBytes(content);
    Files.write(path(i), content);
    there[i] = true;
  }

  /** So many changes, as fast as they can be made. */
  void change(int changes) {
    try {
      for (int change = 0; change < changes; change++) {
        int i = random.nextInt(there.length);
        if (there[i] && random.nextInt(5) == 0) {
          Files.delete(path(i));
          there[i] = false;
        } else {
          write(i);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot change " + root, e);
    }
  }
}
