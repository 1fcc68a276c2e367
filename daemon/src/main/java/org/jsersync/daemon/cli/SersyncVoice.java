package org.jsersync.daemon.cli;

import java.io.PrintStream;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.config.TreeConfig;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.file.PosixException;

/**
 * As sersync2 speaks, for a command that was started by its name (06-sersync, sections 1 and 2.1):
 * its words on its streams, as far as they are true here. What it says nothing clear about, or
 * crashes at, is told in a line of ours.
 */
final class SersyncVoice implements Voice {
  static final String BACKGROUND = "daemon start，sersync run behind the console ";
  static final String NO_MODULE = "模块名称错误";

  private static final String HELP =
      """
      _______________________________________________________
      参数-d:启用守护进程模式
      参数-r:在监控前，将监控目录与远程主机用rsync命令推送一遍
      c参数-n: 指定开启守护线程的数量，默认为10个
      参数-o:指定配置文件，默认使用confxml.xml文件
      参数-m:单独启用其他模块，使用 -m refreshCDN 开启刷新CDN模块
      参数-m:单独启用其他模块，使用 -m socket 开启socket模块
      参数-m:单独启用其他模块，使用 -m http 开启http模块
      不加-m参数，则默认执行同步程序
      ________________________________________________________________\
      """;

  private final String name;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * A voice.
   *
   * @param name what the command was started as
   */
  SersyncVoice(String name, Terminal terminal) {
    this.name = name;
    this.out = terminal.out();
    this.err = terminal.err();
  }

  private void complain(String line) {
    err.println(name + ": " + line);
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
    out.println(NO_MODULE);
  }

  @Override
  public void options(SersyncOptions options) {
    out.println("parse the command param");
    if (options.initialSync()) {
      out.println(
          "option: -r \trsync all the local files to the remote servers before the sersync work");
    }
    out.println("option: -o \tconfig xml name：  " + options.config());
    out.println("parse xml config file");
  }

  @Override
  public void parsed(ParsedConfig parsed) {
    if (parsed.config().debug()) {
      out.println("Open debug, you will see debug infomation");
    }
    out.println("config xml parse success");
    parsed.notes().forEach(this::complain);
  }

  @Override
  public void refused(ConfigException wrong) {
    switch (wrong.fault()) {
      case NO_FILE -> parsingError(wrong, "File not found");
      case EMPTY -> parsingError(wrong, "No XML data");
      case MALFORMED -> parsingError(wrong, wrong.text());
      case OTHER_ROOT -> {
        parsingError(wrong, "First Tag not found");
        out.println("First Tag should be 'head'.");
      }
      case NO_TREE -> err.println("ERROR,You must specify the watch localpath\n: Success");
      case NO_PATH -> err.println("the path your watch don't exists: Success");
      case NO_REMOTE ->
          err.println("error there are no remote servers in your config xml: Success");
      case VALUE, NOTHING_TO_DO -> {
        if (wrong.sersyncLine() != null) {
          out.println(wrong.sersyncLine());
        }
        complain(String.valueOf(wrong.getMessage()));
      }
    }
  }

  private void parsingError(ConfigException wrong, String error) {
    boolean placed = wrong.line() > 0 && !error.startsWith("No XML") && !error.startsWith("First");
    out.println("XML Parsing error inside file '" + wrong.file() + "'.");
    out.println("Error: " + error);
    out.println(
        "At line "
            + (placed ? wrong.line() : 0)
            + ", column "
            + (placed ? wrong.column() : 0)
            + ".");
  }

  @Override
  public void failed(RsyncException wrong) {
    if (wrong.kind() == RsyncException.Kind.LOCAL
        && wrong.getCause() instanceof PosixException missing) {
      err.println("inotify_add_watch error: " + missing.reason());
    }
    complain(String.valueOf(wrong.getMessage()));
  }

  @Override
  public void goesToBackground() {
    out.println(BACKGROUND);
  }

  @Override
  public void begins(MirrorConfig config, boolean pluginAlone) {
    begins(config, pluginAlone, out);
  }

  /** The words that scripts wait for. */
  static void begins(MirrorConfig config, boolean pluginAlone, PrintStream out) {
    out.println("run the sersync: ");
    for (TreeConfig tree : config.trees()) {
      out.println("watch path is: " + tree.root());
      for (PluginConfig plugin : tree.plugins()) {
        if (plugin instanceof PluginConfig.Socket socket) {
          begins(socket, pluginAlone, out);
        }
      }
    }
  }

  private static void begins(PluginConfig.Socket socket, boolean alone, PrintStream out) {
    if (alone) {
      out.println("启动SOCKET接口");
    }
    String line = "监控路径: " + socket.watch() + "  ip:  " + socket.host() + " 端口号: " + socket.port();
    out.println(ByteText.shown(line));
  }
}
