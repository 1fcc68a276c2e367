package org.jsersync.daemon.cli;

import java.time.Duration;
import java.time.Instant;
import org.jsersync.daemon.cli.rsync.PushOutput;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.daemon.mirror.MirrorSettings;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;

/** {@code --once} and {@code -n}: each directory goes to its remotes once, one after the other. */
final class OnePass implements PlanRunner {
  private final RsyncClient client;
  private final Terminal terminal;

  OnePass(RsyncClient client, Terminal terminal) {
    this.client = client;
    this.terminal = terminal;
  }

  /** The exit code is rsync's; of several pushes, that of the first one that failed. */
  @Override
  public int run(Plan plan) throws RsyncException {
    Preflight.check(plan.config());
    int asked = plan.config().sessions();
    int sessions = asked == 0 ? MirrorSettings.defaultComparisonSessions() : asked;
    int exitCode = 0;
    for (TreeConfig tree : plan.config().trees()) {
      for (RemoteConfig remote : tree.remotes()) {
        int code = push(tree.root(), remote, options(remote.options(), plan), sessions);
        exitCode = exitCode == 0 ? code : exitCode;
      }
    }
    return exitCode;
  }

  private static PushOptions options(PushOptions given, Plan plan) {
    boolean dryRun = plan.mode() == Plan.Mode.DRY_RUN;
    return given.toBuilder()
        .set(PushFlag.DRY_RUN, dryRun)
        .set(PushFlag.ITEMIZE, dryRun || plan.verbose())
        .build();
  }

  private int push(BytePath root, RemoteConfig remote, PushOptions options, int sessions) {
    PushOutput output = new PushOutput(options, terminal.out(), terminal.err());
    Instant begin = terminal.clock().instant();
    PushReport report =
        client.push(
            new PushRequest(
                remote.target(),
                remote.password(),
                root,
                Selection.contents(),
                options,
                output.listener()),
            sessions);
    Duration took = Duration.between(begin, terminal.clock().instant());
    output.finish(report.stats(), took.toSeconds());
    RsyncException failure = report.failure();
    if (failure != null) {
      terminal.err().println("jsersync: " + failure.getMessage());
    } else {
      terminal.out().println(summary(root, remote, report, took, options.has(PushFlag.DRY_RUN)));
    }
    report.failed().forEach((path, why) -> complain(remote, path + ": " + why));
    return report.exitCode();
  }

  private void complain(RemoteConfig remote, String text) {
    terminal.err().println("jsersync: " + remote.target() + ": " + text);
  }

  private static String summary(
      BytePath root, RemoteConfig remote, PushReport report, Duration took, boolean dryRun) {
    long deleted = report.stats().deleted().total();
    return root
        + " -> "
        + remote.target()
        + ": "
        + Amounts.count(report.stats().files().total(), "name", "names")
        + " compared, "
        + Amounts.files(report.stats().transferred())
        + " ("
        + Amounts.bytes(report.stats().transferredSize())
        + (dryRun ? ") would be sent" : ") sent")
        + (deleted == 0 ? "" : ", " + deleted + (dryRun ? " would be deleted" : " deleted"))
        + ", "
        + Amounts.time(took);
  }
}
