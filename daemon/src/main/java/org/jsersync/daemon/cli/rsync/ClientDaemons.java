package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RsyncException;

/** Reaches daemons through the rsync client of the protocol module. */
final class ClientDaemons implements Daemons {
  private final Environment environment;

  ClientDaemons(Environment environment) {
    this.environment = environment;
  }

  @Override
  public PushReport push(
      Invocation invocation, Places.Push places, PasswordSource password, PushListener listener)
      throws RsyncException {
    throw new RsyncException(
        RsyncException.Kind.UNSUPPORTED, "pushing from " + environment.directory() + " comes next");
  }

  @Override
  public void listModules(Invocation invocation, DaemonAddress daemon, PushListener listener)
      throws RsyncException {
    throw new RsyncException(
        RsyncException.Kind.UNSUPPORTED, "listing the modules of " + daemon + " comes next");
  }
}
