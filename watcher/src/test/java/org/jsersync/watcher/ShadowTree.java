package org.jsersync.watcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * The least that a mirror does: a copy of a tree that is told of changes and, where one points,
 * takes over what the disk holds now. If watching is right it ends up equal to the tree.
 */
final class ShadowTree implements ChangeSink {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Path root;
  private final Map<BytePath, String> copy = new TreeMap<>();

  ShadowTree(Path root) throws IOException {
    this.root = root;
    copy.putAll(read(root));
  }

  @Override
  public synchronized void changes(List<Change> changes) {
    for (Change change : changes) {
      switch (change) {
        case Change.Content content -> takeOverOne(content.path());
        case Change.Attributes attributes -> takeOverOne(attributes.path());
        case Change.Gone gone -> takeOverTree(gone.path());
        case Change.Tree tree -> takeOverTree(tree.path());
        case Change.Moved moved -> {
          takeOverTree(moved.from());
          if (moved.directory()) {
            takeOverTree(moved.to());
          } else {
            takeOverOne(moved.to());
          }
        }
      }
    }
    notifyAll();
  }

  @Override
  public void notice(WatchNotice notice) {}

  /** A name alone: of a directory only its attributes, if it is known as one. */
  private void takeOverOne(BytePath path) {
    try {
      String now = describe(root.resolve(path.toString()));
      String before = copy.get(path);
      boolean known = before != null && before.startsWith("directory");
      if (!now.startsWith("directory")) {
        forget(path);
        copy.put(path, now);
      } else if (known) {
        copy.put(path, now);
      }
    } catch (IOException e) {
      forget(path);
    }
  }

  private void takeOverTree(BytePath path) {
    forget(path);
    try {
      read(root.resolve(path.toString()))
          .forEach((below, what) -> copy.put(path.resolve(below), what));
    } catch (IOException e) {
      // Gone while it was read: that will be told.
    }
  }

  private void forget(BytePath path) {
    copy.keySet().removeIf(known -> known.startsWith(path));
  }

  /** Waits until this equals the tree; says how they differ if nothing more is told for long. */
  synchronized void awaitEqual(String about) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    Map<BytePath, String> disk = read(root);
    while (!copy.equals(disk)) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(about + ": " + difference(disk));
      }
      wait(left);
      disk = read(root);
    }
  }

  /** Waits until as many directories are watched as there are. */
  synchronized void awaitWatches(TreeWatcher watcher) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (watcher.watches() != directories()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(watcher.watches() + " watches, directories: " + directories());
      }
      wait(10);
    }
  }

  private long directories() throws IOException {
    return read(root).values().stream().filter(what -> what.startsWith("directory")).count();
  }

  private String difference(Map<BytePath, String> disk) {
    StringBuilder text = new StringBuilder();
    disk.forEach(
        (path, what) -> {
          if (!what.equals(copy.get(path))) {
            text.append("\n  ").append(path).append(": ").append(what);
            text.append(", known as ").append(copy.get(path));
          }
        });
    copy.forEach(
        (path, what) -> {
          if (!disk.containsKey(path)) {
            text.append("\n  ").append(path).append(": gone, known as ").append(what);
          }
        });
    return text.toString();
  }

  private static Map<BytePath, String> read(Path top) throws IOException {
    Map<BytePath, String> found = new TreeMap<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            found.put(BytePath.of(top.relativize(path).toString()), describe(path));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (path.equals(top)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static String describe(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      return "link to " + Files.readSymbolicLink(path);
    }
    String mode =
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        ? "directory " + mode
        : "file " + mode + " " + Files.readString(path);
  }
}
