package org.jsersync.daemon.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.daemon.mirror.Mirror;
import org.jsersync.daemon.mirror.MirrorListener;
import org.jsersync.daemon.mirror.MirrorRemote;
import org.jsersync.daemon.mirror.MirrorSettings;
import org.jsersync.daemon.mirror.MirrorSource;
import org.jsersync.protocol.RsyncException;

/** Mirrors until it is told to stop; then finishes what is in flight. */
final class LiveMirror implements PlanRunner {
  private final Terminal terminal;
  private final StopSignal stop;

  LiveMirror(Terminal terminal, StopSignal stop) {
    this.terminal = terminal;
    this.stop = stop;
  }

  /** Returns 0 when it was told to stop, whatever is pending then. */
  @Override
  public int run(Plan plan) throws RsyncException {
    Preflight.check(plan.config());
    Console console = new Console(terminal);
    Banner.show(plan.config(), console);
    List<Mirror> mirrors = new ArrayList<>();
    try {
      start(plan.config(), new MirrorView(console, plan.verbose()), mirrors);
      stop.await();
      console.say("stopping: finishing what is being sent; a second signal breaks it off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      mirrors.parallelStream().forEach(Mirror::close);
    }
    return 0;
  }

  private static void start(MirrorConfig config, MirrorListener view, List<Mirror> mirrors)
      throws RsyncException {
    MirrorSettings defaults = MirrorSettings.defaults();
    MirrorSettings settings =
        config.sessions() == 0 ? defaults : defaults.withSessions(config.sessions());
    for (TreeConfig tree : config.trees()) {
      List<MirrorRemote> remotes =
          tree.remotes().stream()
              .map(r -> new MirrorRemote(r.target(), r.password(), r.options()))
              .toList();
      try {
        mirrors.add(Mirror.start(source(tree), remotes, settings, view));
      } catch (IOException e) {
        throw new RsyncException(
            RsyncException.Kind.LOCAL, "cannot watch " + tree.root() + ": " + e.getMessage(), e);
      }
    }
  }

  private static MirrorSource source(TreeConfig tree) {
    return new MirrorSource(
        tree.root(),
        tree.exclude(),
        tree.transientNames(),
        tree.triggers(),
        tree.delete(),
        tree.initialSync());
  }
}
