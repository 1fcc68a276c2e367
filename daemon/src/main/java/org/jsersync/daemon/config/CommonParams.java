package org.jsersync.daemon.config;

import java.util.List;
import org.jsersync.protocol.PushOptions;
import org.jsersync.protocol.RemoteShell;
import org.jsersync.protocol.RsyncException;
import org.jspecify.annotations.Nullable;

/** Understands rsync's options as sersync's commonParams hold them. */
@FunctionalInterface
public interface CommonParams {
  /**
   * What options came to.
   *
   * @param options what a push carries over and how, filter rules included
   * @param port {@code --port}; 0 = not given
   * @param passwordFile {@code --password-file}; null = not given
   * @param shell {@code --rsh}; null = not given
   */
  record Given(
      PushOptions options, int port, @Nullable String passwordFile, @Nullable RemoteShell shell) {
    /** Without a remote shell. */
    public Given(PushOptions options, int port, @Nullable String passwordFile) {
      this(options, port, passwordFile, null);
    }
  }

  /**
   * What the options ask for.
   *
   * @param words one option each, or its value, as a shell would have split them
   * @throws RsyncException of kind USAGE, naming the option that is unknown, makes no sense in a
   *     mirror, or is not supported
   */
  Given parse(List<byte[]> words) throws RsyncException;
}
