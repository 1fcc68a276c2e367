package org.jsersync.daemon.cli.rsync;

import org.jsersync.protocol.DaemonAddress;
import org.jsersync.protocol.PasswordSource;
import org.jsersync.protocol.PushListener;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.PushReport;
import org.jsersync.protocol.PushRequest;
import org.jsersync.protocol.RsyncClient;
import org.jsersync.protocol.RsyncException;
import org.jsersync.protocol.Selection;
import org.jsersync.protocol.file.BytePath;

/**
 * Reaches daemons through the rsync client of the protocol module.
 *
 * @param directory what relative sources are relative to
 */
record ClientDaemons(RsyncClient client, BytePath directory) implements Daemons {

  @Override
  public PushReport push(
      PushOptions options, Places.Push places, PasswordSource password, PushListener listener) {
    return client.push(
        new PushRequest(
            places.target(),
            password,
            directory,
            new Selection.Arguments(places.sources()),
            options,
            listener));
  }

  @Override
  public void listModules(PushOptions options, DaemonAddress daemon, PushListener listener)
      throws RsyncException {
    client.listModules(daemon, options, listener);
  }
}
