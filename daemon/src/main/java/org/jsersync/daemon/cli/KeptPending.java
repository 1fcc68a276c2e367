package org.jsersync.daemon.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jsersync.daemon.config.FailLogConfig;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.daemon.faillog.FailLog;
import org.jsersync.daemon.faillog.Owner;
import org.jsersync.daemon.mirror.Mirror;
import org.jsersync.daemon.mirror.PendingName;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jspecify.annotations.Nullable;

/**
 * What is pending over a restart: in the fail log that the configuration names; nowhere if it names
 * none, or if there can be none where it says, for mirroring is not held up by that.
 */
final class KeptPending implements AutoCloseable {
  private final @Nullable FailLog log;
  private final String nextStart;

  private KeptPending(@Nullable FailLog log, String nextStart) {
    this.log = log;
    this.nextStart = nextStart;
  }

  static KeptPending of(MirrorConfig config, Console console) {
    FailLogConfig failLog = config.failLog();
    if (failLog == null) {
      return new KeptPending(null, "the next start compares everything");
    }
    Set<Owner> owners = new HashSet<>();
    for (TreeConfig tree : config.trees()) {
      for (RemoteConfig remote : tree.remotes()) {
        owners.add(Owner.of(tree.root(), remote.target()));
      }
    }
    try {
      FailLog log = FailLog.open(failLog.path(), failLog.every(), owners, console::complain);
      for (Owner owner : owners) {
        int names = log.earlier(owner).size();
        if (names > 0) {
          console.say(
              owner.root()
                  + " -> "
                  + owner.remote()
                  + ": "
                  + Amounts.count(names, "name", "names")
                  + " from "
                  + failLog.path()
                  + " to be delivered");
        }
      }
      return new KeptPending(log, failLog.path() + " keeps that for the next start");
    } catch (IOException e) {
      console.complain(
          "no fail log: "
              + e.getMessage()
              + ", so it is left alone; all else goes on, what is pending is kept in memory");
      return new KeptPending(null, "start with -r, which compares everything");
    }
  }

  /** What becomes of that which is pending in the end, for people. */
  String nextStart() {
    return nextStart;
  }

  List<PendingName> earlier(BytePath root, RsyncTarget remote) {
    return log == null ? List.of() : log.earlier(Owner.of(root, remote));
  }

  /** From now on what these cannot deliver is kept. */
  void start(List<Mirror> mirrors) {
    if (log != null) {
      log.start(mirrors);
    }
  }

  /** The last word of mirrors that ended. */
  @Override
  public void close() {
    if (log != null) {
      log.close();
    }
  }
}
