package org.jsersync.daemon.cli.rsync;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.RsyncException.Kind;
import org.jsersync.protocol.RsyncTarget;
import org.jsersync.protocol.filter.FilterSyntaxException;

/** The command {@code jrsync}, from its words to its exit code (04-options). */
final class JrsyncCommand {
  private final Daemons daemons;
  private final Environment environment;
  private final String version;
  private final Output output;

  /**
   * A command that is not run yet.
   *
   * @param version our own, for messages
   */
  JrsyncCommand(Daemons daemons, Environment environment, String version) {
    this.daemons = daemons;
    this.environment = environment;
    this.version = version;
    this.output = new Output(environment.out(), environment.err());
  }

  /**
   * Runs.
   *
   * @param words the command line without the command
   * @return rsync's exit code
   */
  int run(List<byte[]> words) {
    int code;
    try {
      code = dispatch(words);
    } catch (RsyncException e) {
      complain(e);
      code = e.exitCode();
    }
    output.flush();
    if (code != ExitCode.OK) {
      output.error(ExitCode.lastLine(code, version));
    }
    return code;
  }

  private int dispatch(List<byte[]> words) throws RsyncException {
    if (isHelp(words)) {
      return help();
    }
    Settings settings = new Settings();
    List<byte[]> arguments = CommandLine.read(OptionTable.rsync(), settings, words);
    if (settings.version) {
      return version();
    }
    if (settings.help) {
      return help();
    }
    String partialDir = environment.variables().get("RSYNC_PARTIAL_DIR");
    Invocation invocation = SettingsCheck.settle(settings, arguments, partialDir);
    if (arguments.isEmpty()) {
      output.error(Usage.text(OptionTable.rsync()).stripTrailing());
      return ExitCode.USAGE;
    }
    Places places =
        Places.of(arguments, invocation.port(), Shells.of(invocation, environment.variables()));
    return places instanceof Places.Push push
        ? push(invocation, push)
        : listModules(invocation, (Places.Modules) places);
  }

  /** With other words beside it, {@code -h} is about numbers. */
  private static boolean isHelp(List<byte[]> words) {
    return words.size() == 1
        && new String(words.getFirst(), StandardCharsets.ISO_8859_1).equals("-h");
  }

  private int help() {
    output.print(Usage.text(OptionTable.rsync()).stripTrailing());
    return ExitCode.OK;
  }

  private int version() {
    output.print("jrsync  version " + version + "  protocol version 32");
    return ExitCode.OK;
  }

  private int listModules(Invocation invocation, Places.Modules modules) throws RsyncException {
    daemons.listModules(
        invocation.options(), modules.daemon(), new PushPrinter(invocation.display(), output));
    return ExitCode.OK;
  }

  private int push(Invocation invocation, Places.Push places) throws RsyncException {
    Display display = invocation.display();
    if (!places.target().isModule() && invocation.passwordFile() != null) {
      throw OptionUse.usage(
          "The --password-file option may only be used when accessing an rsync daemon.");
    }
    PushOptions options =
        new Filters(environment.in(), output::error)
            .add(invocation.filters(), invocation.options());
    if (display.verbose(2)) {
      output.print(opening(places.target()));
    }
    long begin = environment.clock().instant().getEpochSecond();
    PushReport report =
        daemons.push(
            options,
            places,
            Passwords.of(invocation, environment),
            new PushPrinter(display, output));
    RsyncException failure = report.failure();
    if (failure != null) {
      complain(failure);
    } else {
      long end = environment.clock().instant().getEpochSecond();
      new Summary(display, output).print(report.stats(), end - begin);
    }
    return report.exitCode();
  }

  private static String opening(RsyncTarget target) {
    RemoteShell shell = target.shell();
    return shell == null
        ? "opening tcp connection to " + target.host() + " port " + target.port()
        : "opening connection using: " + shell;
  }

  /** What the daemon said, and what rsync says without its name, stands as it is. */
  private void complain(RsyncException e) {
    String message = String.valueOf(e.getMessage());
    boolean quoted =
        message.startsWith("@ERROR")
            || e.kind() == Kind.REMOTE
            || e.getCause() instanceof FilterSyntaxException;
    output.error(quoted ? message : "jrsync: " + message);
  }
}
