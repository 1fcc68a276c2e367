package org.jsersync.daemon.cli.rsync;

import java.util.Map;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/**
 * The remote shells of a command line (04-options, section 4.4).
 *
 * @param toDaemons what reaches daemons; null = they are connected to
 * @param toHosts what reaches paths of hosts
 */
record Shells(@Nullable RemoteShell toDaemons, RemoteShell toHosts) {
  /**
   * What the options choose; RSYNC_RSH is for hosts only.
   *
   * @param variables the environment's variables
   * @throws RsyncException of kind USAGE if a command cannot be split
   */
  static Shells of(Invocation invocation, Map<String, String> variables) throws RsyncException {
    RemoteShell chosen = shell(invocation.rsh(), invocation.rsyncPath());
    RemoteShell usual = shell(variables.get("RSYNC_RSH"), invocation.rsyncPath());
    RemoteShell ssh = with(RemoteShell.ssh(), invocation.rsyncPath());
    return new Shells(chosen, chosen != null ? chosen : usual != null ? usual : ssh);
  }

  private static @Nullable RemoteShell shell(@Nullable String command, @Nullable String rsync)
      throws RsyncException {
    return command == null || command.isEmpty() ? null : with(RemoteShell.parse(command), rsync);
  }

  private static RemoteShell with(RemoteShell shell, @Nullable String rsync) throws RsyncException {
    if (rsync == null) {
      return shell;
    }
    if (rsync.isBlank() || rsync.indexOf(0) >= 0) {
      throw OptionUse.usage("--rsync-path names no program");
    }
    return shell.starting(rsync);
  }
}
