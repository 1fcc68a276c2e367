package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.RsyncException;

/** The daemons out there, as far as this command needs them. */
interface Daemons {
  /**
   * Pushes.
   *
   * @param places sources and target
   */
  PushReport push(
      PushOptions options, Places.Push places, PasswordSource password, PushListener listener);

  /** Asks for the modules; each line of the answer goes to the listener. */
  void listModules(PushOptions options, DaemonAddress daemon, PushListener listener)
      throws RsyncException;
}
