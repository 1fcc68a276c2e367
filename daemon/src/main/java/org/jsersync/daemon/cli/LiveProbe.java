package org.jsersync.daemon.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.Subject;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.daemon.mirror.SameDirectory;
import org.jsersync.daemon.plugin.PluginCheck;
import org.jsersync.protocol.PushFlag;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.protocol.filter.FilterRules;
import org.jsersync.protocol.filter.FilterSyntaxException;
import org.jsersync.watcher.Change;
import org.jsersync.watcher.ChangeSink;
import org.jsersync.watcher.TreeWatcher;
import org.jsersync.watcher.WatchNotice;
import org.jsersync.watcher.WatchOptions;

/**
 * Looks by doing: a directory is watched for a moment, which shows what the kernel's limits allow;
 * to a remote goes a dry run of the directory's own entry, which shows what greeting, password,
 * arguments and the module's settings let through.
 */
final class LiveProbe implements Probe {
  private static final Path WATCH_LIMIT = Path.of("/proc/sys/fs/inotify/max_user_watches");

  /** Seconds, where the configuration has no limit. */
  private static final int PATIENCE = 15;

  /** Pushed from here, a dry run has the least to say. */
  private static final BytePath ANY_DIRECTORY = BytePath.of("/");

  /** Whatever is there, a dry run that may delete must not even think of it. */
  private static final FilterRules PROTECT_ALL = protectAll();

  private final RsyncClient client;
  private final LocalProbe local;

  /**
   * A probe.
   *
   * @param clock by which times are told
   */
  LiveProbe(RsyncClient client, Clock clock) {
    this.client = client;
    this.local = new LocalProbe(clock);
  }

  private static FilterRules protectAll() {
    try {
      return FilterRules.builder().filter("P *".getBytes(StandardCharsets.US_ASCII)).build();
    } catch (FilterSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<Finding> look(Subject subject) {
    return switch (subject) {
      case Subject.Directory directory -> directory(directory.tree());
      case Subject.Remote remote -> remote(remote.root(), remote.remote());
      case Subject.Plugin plugin -> plugin(plugin.plugin());
      case Subject.FailLog log -> local.failLog(log.log());
      case Subject.Schedule schedule -> List.of(local.schedule(schedule.fullSync()));
      case Subject.Password password -> List.of(local.password(password.password()));
    };
  }

  private static List<Finding> plugin(PluginConfig plugin) {
    try {
      PluginCheck check = PluginCheck.of(plugin);
      List<Finding> findings = new ArrayList<>();
      findings.add(
          check.problem() == null
              ? Finding.ok("can be called")
              : Finding.fails(check.title() + ": " + check.problem()));
      check.doubts().forEach(doubt -> findings.add(Finding.warning(check.title() + ": " + doubt)));
      return findings;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(Finding.fails("interrupted"));
    }
  }

  private static List<Finding> directory(TreeConfig tree) {
    List<Finding> findings = new ArrayList<>();
    Notices notices = new Notices();
    boolean one =
        !tree.remotes().isEmpty()
            && tree.remotes().stream().allMatch(r -> r.options().has(PushFlag.ONE_FILE_SYSTEM));
    WatchOptions options = WatchOptions.of(tree.triggers(), tree.exclude()).oneFileSystem(one);
    try (TreeWatcher watcher = TreeWatcher.start(tree.root(), options, notices)) {
      String watches = Amounts.count(watcher.watches(), "directory", "directories");
      findings.add(Finding.ok(watches + " to watch" + ofLimit()));
    } catch (IOException e) {
      return List.of(Finding.fails("cannot be watched: " + e.getMessage()));
    }
    notices.lines.forEach(line -> findings.add(Finding.fails(line)));
    return findings;
  }

  private static String ofLimit() {
    try {
      return "; the kernel lets a user have " + Files.readAllLines(WATCH_LIMIT).getFirst();
    } catch (IOException e) {
      return "";
    }
  }

  /** Notices of the watcher; what changes meanwhile is nobody's business. */
  private static final class Notices implements ChangeSink {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void changes(List<Change> changes) {}

    @Override
    public void notice(WatchNotice notice) {
      lines.add(notice.line());
    }
  }

  private List<Finding> remote(BytePath root, RemoteConfig remote) {
    Heard heard = new Heard(root, remote.target());
    PushReport report =
        client.push(
            new PushRequest(
                remote.target(),
                remote.password(),
                ANY_DIRECTORY,
                Selection.contents(),
                dryRun(remote.options()),
                heard));
    RsyncException failure = report.failure();
    if (failure != null && failure.refusedOption() != null) {
      return List.of(
          Finding.fails(
              "connected, but the server refuses --"
                  + failure.refusedOption()
                  + " (refuse options)"));
    }
    if (failure != null) {
      return List.of(Finding.fails(String.valueOf(failure.getMessage())));
    }
    if (report.exitCode() != 0) {
      return List.of(Finding.fails(heard.agreed + "; " + String.join("; ", heard.complaints)));
    }
    return switch (heard.same) {
      case YES ->
          List.of(
              Finding.fails(
                  "leads to " + root + " itself: every change would come back as a change"));
      case NO -> List.of(Finding.ok(heard.agreed + ", writable"));
      case UNKNOWN ->
          List.of(
              Finding.ok(heard.agreed + ", writable"),
              Finding.warning(
                  remote.target().host()
                      + " is this machine: if module "
                      + remote.target().module()
                      + " leads to "
                      + root
                      + " itself, every change comes back as a change"));
    };
  }

  private static PushOptions dryRun(PushOptions given) {
    return given.toBuilder()
        .set(PushFlag.DRY_RUN, PushFlag.DIRS)
        .clear(PushFlag.RECURSIVE, PushFlag.DELETE_EXCLUDED, PushFlag.REMOVE_SOURCE_FILES)
        .filter(PROTECT_ALL)
        .timeoutSeconds(given.timeoutSeconds() == 0 ? PATIENCE : given.timeoutSeconds())
        .connectTimeoutSeconds(
            given.connectTimeoutSeconds() == 0 ? PATIENCE : given.connectTimeoutSeconds())
        .build();
  }

  /** What a session said; while it stands, this machine's processes are looked at. */
  private static final class Heard implements PushListener {
    private final BytePath root;
    private final RsyncTarget target;
    private final List<String> complaints = new ArrayList<>();
    private String agreed = "connected";
    private SameDirectory.Answer same = SameDirectory.Answer.NO;

    Heard(BytePath root, RsyncTarget target) {
      this.root = root;
      this.target = target;
    }

    @Override
    public void connected(int protocol, String checksum, String compression) {
      boolean compressed = !compression.isEmpty() && !compression.equals("none");
      agreed =
          "connected, protocol "
              + protocol
              + ", "
              + checksum
              + (compressed ? ", " + compression : "");
      same = SameDirectory.ofRemote(target, root);
    }

    @Override
    public void message(Level level, String text) {
      if (level != Level.INFO) {
        complaints.add(text);
      }
    }
  }
}
