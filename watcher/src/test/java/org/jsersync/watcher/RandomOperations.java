package org.jsersync.watcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Does this and that to few names, so that they meet: a seed gives the same attempts again. */
final class RandomOperations {
  private final Path root;
  private final Path outside;
  private final Random random;

  RandomOperations(Path root, Path outside, long seed) {
    this.root = root;
    this.outside = outside;
    this.random = new Random(seed);
  }

  /** Tries this many; those that make no sense just now fail and are passed over. */
  void attempt(int count) {
    for (int i = 0; i < count; i++) {
      try {
        one();
      } catch (IOException | UncheckedIOException e) {
        // Such as: the directory is not there, or the other thread was faster.
      }
    }
  }

  private void one() throws IOException {
    Path path = somewhere(root);
    switch (random.nextInt(14)) {
      case 0, 1 -> Files.createDirectory(path);
      case 2 -> {
        Files.createDirectories(path.resolve(name()).resolve(name()));
        Files.writeString(path.resolve(name()), "with its directory " + random.nextInt());
      }
      case 3, 4 -> Files.writeString(path, "written " + random.nextInt());
      case 5 -> Files.writeString(path, " and more", StandardOpenOption.APPEND);
      case 6 -> remove(path);
      case 7, 8, 9 -> move(path, somewhere(root));
      case 10 -> move(path, somewhere(outside));
      case 11 -> move(somewhere(outside), path);
      case 12 -> Files.createSymbolicLink(path, Path.of(name()));
      default -> {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path)) {
          String mode = random.nextBoolean() ? "rwxr-x---" : "rwx------";
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void remove(Path path) throws IOException {
    try (Stream<Path> below = Files.walk(path)) {
      List<Path> all = below.sorted(Comparator.reverseOrder()).toList();
      for (Path one : all) {
        Files.delete(one);
      }
    }
  }

  private Path somewhere(Path top) {
    Path path = top;
    int depth = 1 + random.nextInt(3);
    for (int i = 0; i < depth; i++) {
      path = path.resolve(name());
    }
    return path;
  }

  private String name() {
    return Character.toString('a' + random.nextInt(4));
  }
}
