package org.jsersync.daemon.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jsersync.daemon.config.FullSyncConfig;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.daemon.mirror.FullSync;
import org.jsersync.daemon.mirror.Mirror;
import org.jsersync.daemon.mirror.MirrorListener;
import org.jsersync.daemon.mirror.MirrorRemote;
import org.jsersync.daemon.mirror.MirrorSettings;
import org.jsersync.daemon.mirror.MirrorSource;
import org.jsersync.daemon.mirror.PathListener;
import org.jsersync.daemon.plugin.PluginQueue;
import org.jsersync.daemon.service.Supervisor;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/** Mirrors until it is told to stop; then finishes what is in flight. */
final class LiveMirror implements PlanRunner {
  private final Terminal terminal;
  private final StopSignal stop;
  private final Supervisor supervisor;

  LiveMirror(Terminal terminal, StopSignal stop, Supervisor supervisor) {
    this.terminal = terminal;
    this.stop = stop;
    this.supervisor = supervisor;
  }

  /** Returns 0 when it was told to stop, whatever is pending then. */
  @Override
  public int run(Plan plan) throws RsyncException {
    Preflight.check(plan.config());
    Console console = new Console(terminal);
    Banner.show(plan.config(), console);
    KeptPending kept = KeptPending.of(plan.config(), console);
    List<Mirror> mirrors = new ArrayList<>();
    List<PluginQueue> plugins = new ArrayList<>();
    try {
      MirrorView view = new MirrorView(console, plan.verbose(), kept.nextStart());
      MirrorSettings settings = settings(plan.config());
      for (TreeConfig tree : plan.config().trees()) {
        mirrors.add(start(tree, kept, settings, view, paths(tree, console, plugins)));
      }
      kept.start(mirrors);
      supervisor.ready(() -> mirrors.stream().allMatch(Mirror::isAlive));
      stop.await();
      supervisor.stopping();
      console.say("stopping: finishing what is being sent; a second signal breaks it off");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      mirrors.parallelStream().forEach(Mirror::close);
      plugins.parallelStream().forEach(PluginQueue::close);
      kept.close();
    }
    return 0;
  }

  private static MirrorSettings settings(MirrorConfig config) {
    MirrorSettings defaults = MirrorSettings.defaults();
    return config.sessions() == 0 ? defaults : defaults.withSessions(config.sessions());
  }

  /** Who hears of the names that are confirmed; null if there is no plugin. */
  private static @Nullable PathListener paths(
      TreeConfig tree, Console console, List<PluginQueue> started) {
    List<PluginQueue> plugins =
        tree.plugins().stream()
            .map(plugin -> PluginQueue.start(plugin, console::complain))
            .toList();
    started.addAll(plugins);
    return plugins.isEmpty() ? null : paths -> plugins.forEach(plugin -> plugin.confirmed(paths));
  }

  private static Mirror start(
      TreeConfig tree,
      KeptPending kept,
      MirrorSettings settings,
      MirrorListener view,
      @Nullable PathListener paths)
      throws RsyncException {
    List<MirrorRemote> remotes =
        tree.remotes().stream()
            .map(
                r ->
                    new MirrorRemote(
                        r.target(),
                        r.password(),
                        r.options(),
                        kept.earlier(tree.root(), r.target())))
            .toList();
    try {
      return Mirror.start(source(tree), remotes, settings, view, paths);
    } catch (IOException e) {
      throw new RsyncException(
          RsyncException.Kind.LOCAL, "cannot watch " + tree.root() + ": " + e.getMessage(), e);
    }
  }

  private static MirrorSource source(TreeConfig tree) {
    FullSyncConfig fullSync = tree.fullSync();
    return new MirrorSource(
        tree.root(),
        tree.exclude(),
        tree.transientNames(),
        tree.triggers(),
        tree.delete(),
        tree.initialSync(),
        tree.settle(),
        fullSync == null ? null : new FullSync(fullSync.when(), fullSync.excludes()));
  }
}
