package org.jsersync.daemon.cli;

import java.io.PrintStream;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.protocol.RsyncException;

/**
 * As jsersync speaks: a line in English for what goes wrong, and the words of sersync that scripts
 * wait for (06-sersync, section 2.1).
 */
final class PlainVoice implements Voice {
  private static final String HELP =
      """
      Usage: jsersync [-dr] [-o FILE] [-n N]      as sersync
        -d       go on in the background; returns when all is watched
        -r       first push everything, then follow the changes
        -o FILE  configuration, ./confxml.xml if not given; *.yaml is jsersync's own form
        -n N     accepted; less than 4 bounds the sessions with each remote
        -m NAME  no syncing, only the plugin: command, socket, refreshCDN, http
        -h       this help
      See also: jsersync --help\
      """;

  private final PrintStream out;
  private final PrintStream err;

  PlainVoice(Terminal terminal) {
    this.out = terminal.out();
    this.err = terminal.err();
  }

  private void complain(String line) {
    err.println("jsersync: " + line);
  }

  @Override
  public void help() {
    out.println(HELP);
  }

  @Override
  public void misused(SersyncOptions.Malformed wrong) {
    out.println("命令行参数错误: 没有该选项-" + wrong.option());
    complain(String.valueOf(wrong.getMessage()));
  }

  @Override
  public void unknownPlugin(String plugin) {
    out.println(SersyncVoice.NO_MODULE);
    complain("no plugin is called \"" + plugin + "\"; there are " + PluginConfig.NAMES);
  }

  @Override
  public void options(SersyncOptions options) {}

  @Override
  public void parsed(ParsedConfig parsed) {
    parsed.notes().forEach(this::complain);
  }

  @Override
  public void refused(ConfigException wrong) {
    if (wrong.sersyncLine() != null) {
      out.println(wrong.sersyncLine());
    }
    complain(String.valueOf(wrong.getMessage()));
  }

  @Override
  public void failed(RsyncException wrong) {
    complain(String.valueOf(wrong.getMessage()));
  }

  @Override
  public void goesToBackground() {
    out.println(SersyncVoice.BACKGROUND);
  }

  @Override
  public void begins(MirrorConfig config, boolean pluginAlone) {
    SersyncVoice.begins(config, pluginAlone, out);
  }
}
