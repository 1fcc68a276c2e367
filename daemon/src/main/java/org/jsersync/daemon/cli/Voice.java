package org.jsersync.daemon.cli;

import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.protocol.RsyncException;

/** What is said on the way from a command line in sersync's form to a running mirror. */
interface Voice {
  /** The answer to {@code -h}. */
  void help();

  /** The command line cannot be read. */
  void misused(SersyncOptions.Malformed wrong);

  /** It asks for a plugin that is none. */
  void unknownPlugin(String plugin);

  /** It could, and asks for this. */
  void options(SersyncOptions options);

  /** The configuration could be read. */
  void parsed(ParsedConfig parsed);

  /** The configuration cannot be used. */
  void refused(ConfigException wrong);

  /** Nothing can be started. */
  void failed(RsyncException wrong);

  /** From here on the work is done in the background. */
  void goesToBackground();

  /**
   * The work begins.
   *
   * @param pluginAlone whether it is a plugin's only
   */
  void begins(MirrorConfig config, boolean pluginAlone);
}
