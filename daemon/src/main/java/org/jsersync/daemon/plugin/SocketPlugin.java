package org.jsersync.daemon.plugin;

import java.time.Duration;
import org.jsersync.daemon.config.ByteText;
import org.jsersync.daemon.config.PluginConfig;
import org.jsersync.daemon.mirror.ChangedPath;
import org.jspecify.annotations.Nullable;

/**
 * A connection for each name, on which the absolute path is sent and nothing else: no length, no
 * newline (06-sersync, section 11.2).
 */
final class SocketPlugin implements Plugin {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final PluginConfig.Socket config;
  private final AbsoluteNames names;
  private final Exchange exchange;

  SocketPlugin(PluginConfig.Socket config) {
    this.config = config;
    this.names = new AbsoluteNames(config.watch());
    this.exchange = new Exchange(ByteText.shown(config.host()), config.port(), LIMIT);
  }

  @Override
  public String title() {
    return "plugin socket " + ByteText.shown(config.host()) + ":" + config.port();
  }

  @Override
  public boolean wants(ChangedPath path) {
    return true;
  }

  @Override
  public void deliver(Delivery delivery) throws PluginException, InterruptedException {
    for (ChangedPath path : delivery.paths()) {
      exchange.send(names.of(path.path()));
    }
  }

  @Override
  public @Nullable String check() throws InterruptedException {
    return exchange.check();
  }

  @Override
  public void close() {
    exchange.close();
  }
}
