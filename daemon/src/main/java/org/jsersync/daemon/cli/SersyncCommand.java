package org.jsersync.daemon.cli;

import java.nio.file.Path;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.ConfigReader;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.protocol.RsyncException;

/** sersync's own command line and its exit codes: 0, 1, 255 (06-sersync, section 1). */
final class SersyncCommand {
  private static final int FAILED = 1;

  private final ConfigReader reader;
  private final Terminal terminal;
  private final PlanRunner runner;

  SersyncCommand(ConfigReader reader, Terminal terminal, PlanRunner runner) {
    this.reader = reader;
    this.terminal = terminal;
    this.runner = runner;
  }

  int run(String... words) {
    try {
      SersyncOptions options = SersyncOptions.parse(words);
      if (options.help()) {
        terminal.out().println(HELP);
        return 0;
      }
      refuseUnsupported(options);
      Plan plan = plan(options);
      announce(plan);
      return runner.run(plan);
    } catch (SersyncOptions.Malformed e) {
      terminal.out().println("命令行参数错误: 没有该选项-" + e.option());
      return complain(String.valueOf(e.getMessage()), FAILED);
    } catch (ConfigException e) {
      return complain(String.valueOf(e.getMessage()), e.exitCode());
    } catch (RsyncException e) {
      return complain(String.valueOf(e.getMessage()), FAILED);
    }
  }

  private static void refuseUnsupported(SersyncOptions options) throws RsyncException {
    if (options.daemon()) {
      throw refuse(
          "-d is not supported yet; leave it out and start jsersync from systemd (Type=simple),"
              + " or with: setsid jsersync … >log 2>&1 </dev/null &");
    }
    if (options.module() != null) {
      throw refuse("-m " + options.module() + ": plugins are not supported yet");
    }
  }

  private static RsyncException refuse(String message) {
    return new RsyncException(RsyncException.Kind.UNSUPPORTED, message);
  }

  private Plan plan(SersyncOptions options) throws ConfigException {
    ParsedConfig parsed = reader.read(Path.of(options.config()), options.initialSync());
    parsed.notes().forEach(note -> terminal.err().println("jsersync: " + note));
    return new Plan(parsed.config(), Plan.Mode.LIVE, parsed.config().debug());
  }

  /** sersync's words at this point; scripts wait for them (06-sersync, section 2.1). */
  private void announce(Plan plan) {
    terminal.out().println("run the sersync: ");
    plan.config().trees().forEach(tree -> terminal.out().println("watch path is: " + tree.root()));
  }

  private int complain(String message, int exitCode) {
    terminal.err().println("jsersync: " + message);
    return exitCode;
  }

  private static final String HELP =
      """
      Usage: jsersync [-r] [-o FILE] [-n N]      as sersync
        -r       first push everything, then follow the changes
        -o FILE  configuration, ./confxml.xml if not given
        -n N     accepted: each remote has its own worker here
        -h       this help
      See also: jsersync --help\
      """;
}
