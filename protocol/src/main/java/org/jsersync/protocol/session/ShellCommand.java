package org.jsersync.protocol.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.protocol.AddressFamily;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncTarget;

/** The argument vector of a remote shell. */
final class ShellCommand {
  private ShellCommand() {}

  /**
   * The vector.
   *
   * @param family which of the host's addresses ssh may use; other shells are told nothing of it
   * @param connectTimeout how long ssh may take to connect; zero = the system's own limit
   * @param remote rsync's arguments at the other end
   */
  static List<byte[]> of(
      RemoteShell shell,
      RsyncTarget target,
      AddressFamily family,
      Duration connectTimeout,
      List<String> remote) {
    List<String> words = new ArrayList<>(shell.words());
    if (shell.isSsh()) {
      // Of an option that stands twice ssh takes the first one: the caller's own.
      words.add("-T");
      words.addAll(List.of("-o", "BatchMode=yes"));
      if (connectTimeout.toSeconds() > 0) {
        words.addAll(List.of("-o", "ConnectTimeout=" + connectTimeout.toSeconds()));
      }
    }
    if (shell.isSsh() && family != AddressFamily.ANY) {
      words.add(family.letter());
    }
    String user = target.user();
    if (user != null) {
      words.addAll(List.of("-l", user));
    }
    if (shell.isSsh()) {
      words.add("--");
    }
    words.add(target.host());
    words.add(shell.rsync());
    words.addAll(remote);
    return words.stream().map(ServerArguments::bytes).toList();
  }
}
