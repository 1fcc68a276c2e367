package org.jsersync.daemon.cli;

import java.nio.file.Path;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.ConfigReader;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.config.TreeConfig;
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
      if (options.module() != null && !PluginConfig.NAMES.contains(options.module())) {
        terminal.out().println("模块名称错误");
        return complain(
            "no plugin is called \"" + options.module() + "\"; there are " + PluginConfig.NAMES,
            FAILED);
      }
      Plan plan = plan(options);
      announce(plan, options.module() != null);
      return runner.run(plan);
    } catch (SersyncOptions.Malformed e) {
      terminal.out().println("命令行参数错误: 没有该选项-" + e.option());
      return complain(String.valueOf(e.getMessage()), FAILED);
    } catch (ConfigException e) {
      if (e.sersyncLine() != null) {
        terminal.out().println(e.sersyncLine());
      }
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
  }

  private static RsyncException refuse(String message) {
    return new RsyncException(RsyncException.Kind.UNSUPPORTED, message);
  }

  private Plan plan(SersyncOptions options) throws ConfigException {
    Path file = Path.of(options.config());
    ParsedConfig parsed =
        options.module() == null
            ? reader.read(file, options.initialSync())
            : reader.readForPlugin(file, options.module());
    parsed.notes().forEach(note -> terminal.err().println("jsersync: " + note));
    return new Plan(parsed.config(), Plan.Mode.LIVE, parsed.config().debug());
  }

  /** sersync's words at this point; scripts wait for them (06-sersync, section 2.1). */
  private void announce(Plan plan, boolean pluginAlone) {
    terminal.out().println("run the sersync: ");
    for (TreeConfig tree : plan.config().trees()) {
      terminal.out().println("watch path is: " + tree.root());
      for (PluginConfig plugin : tree.plugins()) {
        if (plugin instanceof PluginConfig.Socket socket) {
          announce(socket, pluginAlone);
        }
      }
    }
  }

  private void announce(PluginConfig.Socket socket, boolean alone) {
    if (alone) {
      terminal.out().println("启动SOCKET接口");
    }
    String line = "监控路径: " + socket.watch() + "  ip:  " + socket.host() + " 端口号: " + socket.port();
    terminal.out().println(ByteText.shown(line));
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
        -m NAME  no syncing, only the plugin: command, socket, refreshCDN, http
        -h       this help
      See also: jsersync --help\
      """;
}
