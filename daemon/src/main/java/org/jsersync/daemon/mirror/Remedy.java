package org.jsersync.daemon.mirror;

import java.time.Duration;
import org.jsersync.protocol.RsyncException;

/** What a person does about a failed session. */
final class Remedy {
  private Remedy() {}

  /**
   * One line.
   *
   * @param next until the next attempt
   */
  static String of(RsyncException failure, Duration next) {
    String mend =
        switch (failure.kind()) {
          case AUTHENTICATION ->
              "check the user, the password file here and \"auth users\" and \"secrets file\""
                  + " there";
          case READ_ONLY -> "set \"read only = no\" for the module in the server's rsyncd.conf";
          case REFUSED ->
              "check host, port, the module's name and \"hosts allow\" in the server's rsyncd.conf";
          case UNSUPPORTED ->
              "change the option here, or \"refuse options\" in the server's rsyncd.conf";
          case USAGE -> "change the settings here";
          case BUSY -> "the server is full; raise \"max connections\" if that lasts";
          case CONNECTION, CONNECT_TIMEOUT -> "check that the rsync daemon runs and is reachable";
          case TIMEOUT -> "check the network and the server's load, or raise the timeout";
          case LOCAL -> "check the source here";
          case REMOTE, STREAM, PROTOCOL -> "see the server's log";
          case CANCELLED -> "none needed";
        };
    return mend + "; next attempt in " + seconds(next) + ", changes are kept until then";
  }

  /** The source is not there. */
  static String ofMissingSource(Duration next) {
    return "mount or restore it; nothing is deleted at the remote meanwhile; next look in "
        + seconds(next);
  }

  private static String seconds(Duration time) {
    long tenths = Math.max(1, time.toMillis() / 100);
    return tenths >= 100 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
  }
}
