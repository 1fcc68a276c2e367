package org.jsersync.daemon.faillog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks beforehand whether there can be a fail log at a path, and what stands there. */
public final class FailLogCheck {
  /** What many systems empty when they start, or clean of what is old. */
  private static final List<Path> EMPTIED =
      List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/run"), Path.of("/dev/shm"));

  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final LogFile file;

  /**
   * A look at a path.
   *
   * @param path absolute; nothing need be there
   */
  public FailLogCheck(Path path) {
    this.file = new LogFile(path);
  }

  /**
   * What stands there, one line.
   *
   * @throws IOException if there can be no fail log; one line that says why
   */
  public String look() throws IOException {
    try {
      file.checkPlace();
      return Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS) ? content() : "can be written";
    } catch (IOException e) {
      throw new IOException(LogFile.reason(e), e);
    }
  }

  private String content() throws IOException {
    Content content = new Content();
    try (InputStream in = file.open()) {
      if (!LogReader.read(in, InstantSource.system().instant(), content::add)) {
        throw LogFile.NotOurs.noLog(file.path());
      }
    }
    return "can be written; there is " + content.text();
  }

  /** What its lines are. */
  private static final class Content {
    private long names;
    private long damaged;
    private boolean script;

    void add(LogLine line) {
      switch (line) {
        case LogLine.Entry entry -> {
          names++;
          script |= entry.owner().remote().equals(Owner.ANY);
        }
        case LogLine.Damaged d -> damaged++;
        case LogLine.Remark r -> {}
      }
    }

    String text() {
      if (names + damaged == 0) {
        return "an empty one";
      }
      return (script ? "a script that sersync left, which is read and never run" : "one of ours")
          + ", with "
          + (names == 1 ? "1 name" : names + " names")
          + (damaged == 0 ? "" : "; lines that cannot be read: " + damaged);
    }
  }

  /** Why what stands there may be gone one day, one line; null if nothing tells of that. */
  public @Nullable String doubt() {
    Path directory = file.directory();
    String type;
    try {
      directory = directory.toRealPath();
      type = Files.getFileStore(directory).type();
    } catch (IOException e) {
      return null;
    }
    if (IN_MEMORY.contains(type)) {
      return directory + " is in memory (" + type + ") and empty after the machine started";
    }
    for (Path emptied : EMPTIED) {
      if (directory.startsWith(emptied)) {
        return "many systems empty " + emptied + " when they start, or remove what is old there";
      }
    }
    return null;
  }
}
