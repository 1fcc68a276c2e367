package org.jsersync.daemon.cli;

import java.io.IOException;
import org.jsersync.daemon.config.ConfigException;
import org.jsersync.daemon.config.ConfigReader;
import org.jsersync.daemon.config.MirrorConfig;
import org.jsersync.daemon.config.ParsedConfig;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.protocol.RsyncException;

/**
 * sersync's own command line and its exit codes: 0, 1, 255 (06-sersync, section 1). Whatever can be
 * wrong on this machine is found before the work goes to the background, so that the caller learns
 * of it.
 */
final class SersyncCommand {
  private static final int FAILED = 1;

  /** Fewer workers than this are taken for a wish to load the machine less. */
  private static final int FEW_WORKERS = 4;

  private final ConfigReader reader;
  private final Voice voice;
  private final PlanRunner runner;
  private final Detour detour;

  SersyncCommand(ConfigReader reader, Voice voice, PlanRunner runner, Detour detour) {
    this.reader = reader;
    this.voice = voice;
    this.runner = runner;
    this.detour = detour;
  }

  /** The way into the background. */
  interface Detour {
    /** Whether this process is already there; all that comes before was said then. */
    boolean entered();

    /**
     * Does the work there.
     *
     * @return 0 when everything stands there; else the exit code that it ended with
     */
    int enter() throws IOException;
  }

  int run(String... words) {
    SersyncOptions options;
    try {
      options = SersyncOptions.parse(words);
    } catch (SersyncOptions.Malformed e) {
      voice.misused(e);
      return FAILED;
    }
    if (options.help()) {
      voice.help();
      return 0;
    }
    return run(options);
  }

  int run(SersyncOptions options) {
    boolean first = !detour.entered();
    try {
      if (first) {
        voice.options(options);
      }
      String module = options.module();
      if (module != null && !PluginConfig.NAMES.contains(module)) {
        voice.unknownPlugin(module);
        return FAILED;
      }
      ParsedConfig parsed =
          module == null
              ? reader.read(ConfigReader.file(options.config()), options.initialSync())
              : reader.readForPlugin(ConfigReader.file(options.config()), module);
      if (first) {
        voice.parsed(parsed);
      }
      Plan plan = plan(parsed.config(), options);
      if (options.daemon() && first) {
        Preflight.check(plan.config());
        voice.goesToBackground();
        return detour.enter();
      }
      voice.begins(plan.config(), module != null);
      return runner.run(plan);
    } catch (ConfigException e) {
      voice.refused(e);
      return e.exitCode();
    } catch (RsyncException e) {
      voice.failed(e);
      return FAILED;
    } catch (IOException e) {
      voice.failed(
          new RsyncException(
              RsyncException.Kind.LOCAL, "cannot go to the background: " + e.getMessage(), e));
      return FAILED;
    }
  }

  private static Plan plan(MirrorConfig config, SersyncOptions options) {
    boolean few = options.workers() < FEW_WORKERS && config.sessions() == 0;
    return new Plan(
        few ? config.withSessions(options.workers()) : config, Plan.Mode.LIVE, config.debug());
  }
}
