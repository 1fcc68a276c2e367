package org.jsersync.daemon.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.CommonParams;
import org.jsersync.daemon.config.ConfXml;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.ConfigReader;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.daemon.config.YamlConfig;
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
      "  or   jsersync [-dr] [-o confxml.xml]         as sersync; see jsersync -h",
      "  or   jsersync run [-dr] FILE.yaml            as a file says",
      "  or   jsersync --check -o FILE                what becomes of each line of it",
      "  or   jsersync convert confxml.xml            the same as YAML"
    },
    description = "%nMirrors directories to rsync daemons, live.%n",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class JsersyncCommand {
  private static final int USAGE = 1;

  private final CommonParams rsync;
  private final Terminal terminal;
  private final PlanRunner runner;
  private final Probe probe;
  private final SersyncCommand.Detour background;
  private final String name;

  /**
   * The command.
   *
   * @param probe looks at what a configuration names, for {@code --check}
   * @param background the way there, for {@code -d}
   * @param name what it was started as
   */
  JsersyncCommand(
      CommonParams rsync,
      Terminal terminal,
      PlanRunner runner,
      Probe probe,
      SersyncCommand.Detour background,
      String name) {
    this.rsync = rsync;
    this.terminal = terminal;
    this.runner = runner;
    this.probe = probe;
    this.background = background;
    this.name = name;
  }

  /**
   * Runs the command.
   *
   * @param words the arguments, as {@link ByteText}
   * @return the process's exit code
   */
  int run(String... words) {
    if (isSersync()) {
      return sersync(new SersyncVoice(name, terminal)).run(words);
    }
    if (sersyncForm(words) && List.of(words).contains("--check")) {
      return check(words);
    }
    return sersyncForm(words)
        ? sersync(new PlainVoice(terminal)).run(words)
        : commandLine().execute(words);
  }

  /** Whoever calls it by that name knows nothing of us. */
  private boolean isSersync() {
    return name.startsWith("sersync");
  }

  private SersyncCommand sersync(Voice voice) {
    return new SersyncCommand(reader(), voice, runner, background);
  }

  private int check(String... words) {
    String[] others =
        Arrays.stream(words).filter(word -> !word.equals("--check")).toArray(String[]::new);
    try {
      return check(SersyncOptions.parse(others).config());
    } catch (SersyncOptions.Malformed e) {
      new PlainVoice(terminal).misused(e);
      return USAGE;
    }
  }

  private int check(String file) {
    return new Checkup(reader(), probe, terminal.out()).run(file);
  }

  /** The name of a file tells its form. */
  private ConfigReader reader() {
    ConfigReader xml = confxml();
    ConfigReader yaml = new YamlConfig(rsync, terminal.workingDirectory(), terminal.environment());
    return new ConfigReader() {
      private ConfigReader of(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml") ? yaml : xml;
      }

      @Override
      public ParsedConfig parse(String file, byte[] content, boolean initialSync)
          throws ConfigException {
        return of(file).parse(file, content, initialSync);
      }

      @Override
      public ParsedConfig parseForPlugin(String file, byte[] content, String plugin)
          throws ConfigException {
        return of(file).parseForPlugin(file, content, plugin);
      }
    };
  }

  private ConfXml confxml() {
    return new ConfXml(rsync, terminal.workingDirectory(), terminal.environment());
  }

  /** sersync has no long options and no commands; what begins with one is ours. */
  private static boolean sersyncForm(String... words) {
    if (words.length == 0) {
      return true;
    }
    String first = words[0];
    return first.equals("--check")
        || (first.startsWith("-") && !first.startsWith("--") && !first.equals("-V"));
  }

  private CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new MirrorCommand(rsync, terminal, runner))
        .addSubcommand(
            new RunCommand(sersync(new PlainVoice(terminal))::run, (String file) -> check(file)))
        .addSubcommand(new ConvertCommand(confxml(), terminal))
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
