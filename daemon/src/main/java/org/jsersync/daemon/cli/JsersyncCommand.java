package org.jsersync.daemon.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.daemon.config.ConfXml;
import org.jsersync.daemon.config.ConfigReader;
import org.jsersync.protocol.RsyncException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The command as a whole: tells our own form from sersync's, and turns what goes wrong into one
 * line and an exit code.
 */
@Command(
    name = "jsersync",
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "jsersync mirror [OPTION]... DIR... [USER@]HOST::MODULE[/PATH]",
      "  or   jsersync [-r] [-o confxml.xml]          as sersync; see jsersync -h"
    },
    description = "%nMirrors directories to rsync daemons, live.%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class JsersyncCommand {
  private static final int USAGE = 1;

  private final CommonParams rsync;
  private final Terminal terminal;
  private final PlanRunner runner;

  JsersyncCommand(CommonParams rsync, Terminal terminal, PlanRunner runner) {
    this.rsync = rsync;
    this.terminal = terminal;
    this.runner = runner;
  }

  /**
   * Runs the command.
   *
   * @param words the arguments, as {@link ByteText}
   * @return the process's exit code
   */
  int run(String... words) {
    return sersyncForm(words)
        ? new SersyncCommand(confxml(), terminal, runner).run(words)
        : commandLine().execute(words);
  }

  private ConfigReader confxml() {
    return new ConfXml(rsync, terminal.workingDirectory(), terminal.environment());
  }

  /** sersync has no long options and no commands; what begins with one is ours. */
  private static boolean sersyncForm(String... words) {
    if (words.length == 0) {
      return true;
    }
    String first = words[0];
    return first.startsWith("-") && !first.startsWith("--") && !first.equals("-V");
  }

  private CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new MirrorCommand(rsync, terminal, runner))
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(this::misused)
        .setExecutionExceptionHandler(this::failed);
  }

  private int misused(ParameterException e, String... words) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("jsersync: " + ByteText.shown(String.valueOf(e.getMessage())));
    terminal.err().println("Try: " + command + " --help");
    return USAGE;
  }

  private int failed(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof RsyncException failure) {
      terminal.err().println("jsersync: " + failure.getMessage());
      return failure.exitCode();
    }
    throw e;
  }
}
