package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RsyncException;

/** The daemons out there, as far as this command needs them. */
interface Daemons {
  /**
   * Pushes.
   *
   * @param invocation options and filters
   * @param places sources and target
   */
  PushReport push(
      Invocation invocation, Places.Push places, PasswordSource password, PushListener listener)
      throws RsyncException;

  /** Asks for the modules; each line of the answer goes to the listener. */
  void listModules(Invocation invocation, DaemonAddress daemon, PushListener listener)
      throws RsyncException;
}
