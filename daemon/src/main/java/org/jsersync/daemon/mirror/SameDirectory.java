package org.jsersync.daemon.mirror;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;

/**
 * Whether a daemon on this machine writes into the directory that it is to be sent. The protocol
 * does not tell, but the daemon's process works in its module while a session stands, and the
 * kernel shows where.
 */
public final class SameDirectory {
  private SameDirectory() {}

  /** What the processes show. */
  public enum Answer {
    YES,
    /** They work elsewhere, or on another machine. */
    NO,
    /** No such process can be seen. */
    UNKNOWN
  }

  /** Looks while a session with a remote stands. */
  public static Answer ofRemote(RsyncTarget target, BytePath directory) {
    return target.isModule() && isThisMachine(target.host())
        ? ask(Path.of("/proc"), directory, target.path())
        : Answer.NO;
  }

  private static boolean isThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException e) {
      return false;
    }
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
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
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
