package org.jsersync.daemon.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.RemoteConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.file.BytePath;
import org.jsersync.watcher.DirectoryFilter;
import org.jsersync.watcher.Trigger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code jsersync mirror}: one remote, everything on the command line. The options that rsync has
 * too mean what they mean there, and are read by the same table.
 */
@Command(
    name = "mirror",
    sortOptions = false,
    synopsisHeading = "Usage: ",
    customSynopsis =
        "jsersync mirror [OPTION]... DIR... [USER@]HOST::MODULE[/PATH]%n"
            + "  or   jsersync mirror [OPTION]... DIR... rsync://HOST[:PORT]/MODULE[/PATH]%n"
            + "  or   jsersync mirror [OPTION]... DIR... [USER@]HOST:PATH          by ssh",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    description = {
      "Brings DIR to a module of an rsync daemon, then every change in it as it happens.",
      "DIR/ mirrors what is in DIR; DIR mirrors the directory itself under its name, as in rsync.",
      "Links, modes, times, owners, devices and hard links are kept (rsync -aH)."
    },
    footerHeading = "%n",
    footer = {
      "SIGTERM and Ctrl-C finish what is being sent, then exit with 0; a second one breaks off.",
      "With --once and -n the exit code is rsync's."
    })
final class MirrorCommand implements Callable<Integer> {
  private static final String ARCHIVE = "-aH";
  private static final int DEFAULT_TIMEOUT = 100;

  private final CommonParams rsync;
  private final Terminal terminal;
  private final PlanRunner runner;

  /** Options that rsync knows, as it writes them, in the order of the command line. */
  private final List<String> words = new ArrayList<>(List.of(ARCHIVE));

  @Option(
      order = 1,
      names = "--password-file",
      paramLabel = "FILE",
      description = "the daemon's password; - reads it from standard input. Else RSYNC_PASSWORD")
  private @Nullable String passwordFile;

  @Option(
      order = 2,
      names = "--port",
      paramLabel = "PORT",
      description = "the daemon's port, if not 873")
  private int port = RsyncTarget.DEFAULT_PORT;

  @Option(
      order = 3,
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "give a connection up after so long without a byte; 100, 0 = never")
  private int timeout = DEFAULT_TIMEOUT;

  @Option(
      order = 4,
      names = "--delete",
      description = "delete there what is not (any more) here; without it nothing is ever deleted")
  private boolean delete;

  @Option(
      order = 14,
      names = "--sessions",
      paramLabel = "N",
      description = "sessions held at a time at most; else up to 4, as they help")
  private int sessions;

  @Option(
      order = 15,
      names = {"-n", "--dry-run"},
      description = "show what the first sync would do, change nothing, exit")
  private boolean dryRun;

  @Option(order = 16, names = "--once", description = "exit after the first sync")
  private boolean once;

  @Option(
      order = 17,
      names = {"-v", "--verbose"},
      description = "say more: every confirmed batch; with --once and -n every name")
  private boolean verbose;

  @Parameters(arity = "2..*", hidden = true)
  private List<String> arguments = List.of();

  MirrorCommand(CommonParams rsync, Terminal terminal, PlanRunner runner) {
    this.rsync = rsync;
    this.terminal = terminal;
    this.runner = runner;
  }

  @Option(
      order = 8,
      names = {"-z", "--compress"},
      description = "compress what is sent")
  void compress(boolean on) {
    flag(on, "-z");
  }

  @Option(
      order = 11,
      names = {"-H", "--hard-links"},
      description = "keep hard links; on anyway")
  void hardLinks(boolean on) {
    flag(on, "-H");
  }

  @Option(
      order = 12,
      names = {"-A", "--acls"},
      description = "keep access control lists")
  void acls(boolean on) {
    flag(on, "-A");
  }

  @Option(
      order = 13,
      names = {"-X", "--xattrs"},
      description = "keep extended attributes")
  void xattrs(boolean on) {
    flag(on, "-X");
  }

  @Option(order = 10, names = "--numeric-ids", description = "keep owners by number, not by name")
  void numericIds(boolean on) {
    flag(on, "--numeric-ids");
  }

  @Option(
      order = 5,
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "leave out what matches; patterns as in rsync, the first match counts")
  void exclude(@Nullable String pattern) {
    valued("--exclude", pattern);
  }

  @Option(
      order = 6,
      names = "--include",
      paramLabel = "PATTERN",
      description = "keep what matches, whatever is excluded later on the line")
  void include(@Nullable String pattern) {
    valued("--include", pattern);
  }

  @Option(
      order = 7,
      names = {"-f", "--filter"},
      paramLabel = "RULE",
      description = "a filter rule as in rsync")
  void filter(@Nullable String rule) {
    valued("--filter", rule);
  }

  @Option(
      order = 9,
      names = "--bwlimit",
      paramLabel = "RATE",
      description = "bytes per second at most, in KiB or with a unit: 800, 1.5m")
  void bandwidthLimit(@Nullable String rate) {
    valued("--bwlimit", rate);
  }

  @Option(
      order = 18,
      names = {"-e", "--rsh"},
      paramLabel = "COMMAND",
      description = "remote shell for HOST:PATH, if not ssh; also to reach a daemon through it")
  void remoteShell(@Nullable String command) {
    valued("--rsh", command);
  }

  @Option(
      order = 19,
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  private void flag(boolean on, String word) {
    if (on) {
      words.add(word);
    }
  }

  private void valued(String option, @Nullable String value) {
    if (value != null) {
      words.add(option + "=" + value);
    }
  }

  @Override
  public Integer call() throws RsyncException {
    Plan.Mode mode = dryRun ? Plan.Mode.DRY_RUN : once ? Plan.Mode.ONCE : Plan.Mode.LIVE;
    return runner.run(new Plan(config(), mode, verbose));
  }

  private MirrorConfig config() throws RsyncException {
    checkRange("--port", port, 1, 65_535);
    checkRange("--timeout", timeout, 0, 86_400);
    checkRange("--sessions", sessions, 0, 100);
    if (delete) {
      words.add("--delete");
    }
    words.add("--timeout=" + timeout);
    CommonParams.Given given = rsync.parse(words.stream().map(ByteText::encode).toList());
    RsyncTarget target =
        RsyncTarget.parse(ByteText.encode(arguments.getLast()), port, given.shell());
    if (passwordFile != null && !target.isModule()) {
      throw usage("--password-file is for daemons; a login by ssh must work by a key");
    }
    PasswordSource password = password();
    List<TreeConfig> trees = new ArrayList<>();
    for (String directory : arguments.subList(0, arguments.size() - 1)) {
      trees.add(tree(directory, target, password, given));
    }
    return new MirrorConfig(trees, false, sessions);
  }

  private TreeConfig tree(
      String directory,
      RsyncTarget target,
      @Nullable PasswordSource password,
      CommonParams.Given given)
      throws RsyncException {
    byte[] raw = ByteText.encode(directory);
    if (raw.length == 0) {
      throw usage("an empty DIR; write . for this directory");
    }
    BytePath typed = BytePath.of(raw);
    BytePath root = typed.isAbsolute() ? typed : terminal.workingDirectory().resolve(typed);
    RemoteConfig remote =
        new RemoteConfig(
            standsForContents(directory) ? target : target.child(root.name()),
            password,
            given.options());
    Set<Trigger> all = EnumSet.allOf(Trigger.class);
    return new TreeConfig(
        root,
        List.of(remote),
        DirectoryFilter.NONE,
        all,
        delete,
        true,
        DirectoryFilter.NONE,
        List.of());
  }

  /** As in rsync: a trailing slash, and names that end in "." or ".." (04-options, section 3.4). */
  private static boolean standsForContents(String directory) {
    String last = directory.substring(directory.lastIndexOf('/') + 1);
    return last.isEmpty() || last.equals(".") || last.equals("..");
  }

  private @Nullable PasswordSource password() throws RsyncException {
    if (passwordFile == null) {
      return terminal.environment().containsKey("RSYNC_PASSWORD")
          ? PasswordSource.environment(terminal.environment())
          : null;
    }
    if (passwordFile.equals("-")) {
      // Read now and kept: every new session needs it.
      return PasswordSource.bytes(PasswordSource.stream(terminal.in()).read());
    }
    return PasswordSource.file(Path.of(passwordFile));
  }

  private static void checkRange(String option, int value, int min, int max) throws RsyncException {
    if (value < min || value > max) {
      throw usage(option + "=" + value + " is no number from " + min + " to " + max);
    }
  }

  private static RsyncException usage(String message) {
    return new RsyncException(RsyncException.Kind.USAGE, message);
  }
}
