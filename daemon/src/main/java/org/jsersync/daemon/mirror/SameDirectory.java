package org.jsersync.daemon.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jsersync.protocol.file.BytePath;

/**
 * Whether a daemon on this machine writes into the directory that it is to be sent. The protocol
 * does not tell, but the daemon's process works in its module while a session stands, and the
 * kernel shows where.
 */
final class SameDirectory {
  private SameDirectory() {}

  enum Answer {
    YES,
    NO,
    /** No such process can be seen. */
    UNKNOWN
  }

  /**
   * Looks while a session with a module stands.
   *
   * @param below the place in the module
   */
  static Answer ask(Path proc, BytePath directory, BytePath below) {
    Answer answer = Answer.UNKNOWN;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        Answer one = ofProcess(process, directory, below);
        if (one == Answer.YES) {
          return one;
        }
        answer = one == Answer.NO ? one : answer;
      }
    } catch (IOException | InvalidPathException e) {
      return Answer.UNKNOWN;
    }
    return answer;
  }

  private static Answer ofProcess(Path process, BytePath directory, BytePath below) {
    try {
      if (!Files.readString(process.resolve("comm")).startsWith("rsync")) {
        return Answer.UNKNOWN;
      }
      Path place = process.resolve("cwd").resolve(text(below));
      return Files.isSameFile(place, Path.of(text(directory))) ? Answer.YES : Answer.NO;
    } catch (IOException e) {
      return Answer.UNKNOWN;
    }
  }

  private static String text(BytePath path) {
    return new String(path.toBytes(), StandardCharsets.UTF_8);
  }
}
