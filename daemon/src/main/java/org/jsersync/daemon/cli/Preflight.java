package org.jsersync.daemon.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.file.PosixException;
import org.jsersync.protocol.file.SourceTree;

/**
 * Looks at everything on this machine that a mirror needs, before anything is started: the
 * directories are there, the passwords can be read, no two trees meet at one place.
 */
final class Preflight {
  private Preflight() {}

  /**
   * Passes, or says what is wrong.
   *
   * @throws RsyncException one line naming what and where; kind LOCAL (exit code 3) for a
   *     directory, USAGE (1) for the rest
   */
  static void check(MirrorConfig config) throws RsyncException {
    for (TreeConfig tree : config.trees()) {
      checkDirectory(tree.root());
      for (RemoteConfig remote : tree.remotes()) {
        checkPassword(remote);
        checkElsewhere(tree.root(), remote.target());
      }
    }
    checkPlaces(config);
  }

  /** The part that looks at the configuration alone. */
  static void checkPlaces(MirrorConfig config) throws RsyncException {
    List<RsyncTarget> taken = new ArrayList<>();
    for (TreeConfig tree : config.trees()) {
      for (RemoteConfig remote : tree.remotes()) {
        for (RsyncTarget other : taken) {
          checkApart(remote.target(), other);
        }
      }
      tree.remotes().forEach(remote -> taken.add(remote.target()));
    }
  }

  private static void checkDirectory(BytePath root) throws RsyncException {
    try (SourceTree tree = SourceTree.open(root)) {
      tree.list(BytePath.ROOT, (_, _) -> {});
    } catch (PosixException e) {
      throw new RsyncException(
          RsyncException.Kind.LOCAL, "cannot mirror " + root + ": " + e.reason(), e);
    }
  }

  private static void checkPassword(RemoteConfig remote) throws RsyncException {
    PasswordSource password = remote.password();
    if (password != null) {
      Arrays.fill(password.read(), (byte) 0);
    }
  }

  /** A tree that is copied into itself never ends. */
  private static void checkElsewhere(BytePath root, RsyncTarget target) throws RsyncException {
    boolean here = target.host().matches("localhost|127\\.[0-9.]+|::1");
    if (!target.isModule()
        && here
        && (target.path().startsWith(root) || root.startsWith(target.path()))) {
      throw new RsyncException(
          RsyncException.Kind.USAGE, target + " would be " + root + " itself, or meet it");
    }
  }

  /** Two trees at one place would delete each other's files. */
  private static void checkApart(RsyncTarget one, RsyncTarget other) throws RsyncException {
    boolean sameModule =
        one.host().equals(other.host())
            && one.port() == other.port()
            && one.module().equals(other.module());
    if (sameModule
        && (one.path().startsWith(other.path()) || other.path().startsWith(one.path()))) {
      throw new RsyncException(
          RsyncException.Kind.USAGE,
          "two directories would meet at the remote: " + other + " and " + one);
    }
  }
}
